import { Link } from '#app/_ui/link.tsx'

/** The machine that the lab runs on has two names, and to a browser they are two sites. */
const otherNames = new Map([
  ['localhost', '127.0.0.1'],
  ['127.0.0.1', 'localhost'],
])

/** A document of its own, and no page that could be drawn in place. */
const GUESTBOOK = '/attacker/guestbook.html'

/** The same attacks by hand, where the lab runs on the reader's own machine. */
export function OwnBrowser({ origin }: { origin: URL }) {
  const { hostname, port, protocol } = origin
  const other = otherNames.get(hostname)
  if (!other) return null
  const site = `${protocol}//${other}${port ? `:${port}` : ''}`
  return (
    <>
      <h2 className="mt-8 text-lg">In your own browser</h2>
      <ol className="mt-2 grid max-w-prose list-decimal gap-2 pl-5">
        <li>
          Choose SameSite and the origin check in the <Link href="/settings">settings</Link>, and
          sign in to the <Link href="/app">sample application</Link>.
        </li>
        <li>
          CSRF: open <a href={`${site}/attacker/csrf.html`}>the attacker's page on {other}</a>,
          which to your browser is another site, and let it ask.
        </li>
        <li>
          XSS: open <a href={GUESTBOOK}>the guestbook</a>, which shows a name as markup once you
          have opened its hole.
        </li>
      </ol>
    </>
  )
}
