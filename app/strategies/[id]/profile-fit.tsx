import { fromTheRun, keptAlone } from '#lib/evidence/cluster.ts'
import { needsNodes } from '#lib/strategies/registry.ts'
import { processCells } from '#lib/scenarios/cell-cache.ts'
import { COOKIE_LIMIT, HEADER_LIMIT, type ProfileFit } from '#lib/scenarios/profile-fit.ts'
import type { StrategyDefinition } from '#lib/strategies/contract.ts'
import type { Settings } from '#lib/workspace/settings.ts'
import { Link } from '#app/_ui/link.tsx'

const figure = (bytes: number) => `${bytes.toLocaleString('en')} bytes`

/** How much an application may put into a session, measured when it is shown. */
export async function HowMuchFits({
  definition,
  settings,
}: {
  definition: StrategyDefinition
  settings: Settings
}) {
  const fit = needsNodes(definition)
    ? keptAlone(definition.id)?.fit
    : await processCells().fit(definition, settings)
  if (!fit) return null
  return (
    <section aria-labelledby="fits" className="mt-8">
      <h2 id="fits" className="text-lg">
        How much fits into a session
      </h2>
      <p className="mt-1 max-w-prose text-sm">
        Empty, it costs {figure(fit.bytes)} of cookies with every request. {words(definition, fit)}{' '}
        <Link href="/settings">Settings</Link> puts a profile of any size into new sessions.
      </p>
      <p className="label mt-1">
        {needsNodes(definition)
          ? `Measured under the default lifetimes, ${fromTheRun()}.`
          : 'Measured under your settings: alice signs in with larger and larger profiles.'}
      </p>
    </section>
  )
}

function words({ credentials }: StrategyDefinition, { inCookies, inHeaders }: ProfileFit): string {
  if (inHeaders === null) return 'What an application adds lies on the server: nothing grows.'
  const header = `Past ${figure(inHeaders)} the request's headers have more than the ${figure(HEADER_LIMIT)} that Node takes by default, and every request is answered 431, the log-out too.`
  if (inCookies === null) {
    return `The library splits a larger cookie into several, so the limit of a single cookie does not matter. ${header}`
  }
  const lost = credentials.includes('cache')
    ? 'the copy is gone and every request reads the store again'
    : 'the sign-in succeeds and the next request carries nothing'
  return `It carries a profile of up to ${figure(inCookies)}. Past that a cookie has more than ${figure(COOKIE_LIMIT)} and browsers drop it without a word: ${lost}. In a bearer header, or a client that is no browser, it goes further. ${header}`
}
