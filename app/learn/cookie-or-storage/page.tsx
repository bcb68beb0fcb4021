import type { Metadata } from 'next'
import { originWords } from '#lib/evidence/words/verdicts.ts'
import { requirements } from '#lib/scenarios/attacks/requirements.ts'
import { playCookieOrStorage } from '#lib/scenarios/plays/cookie-or-storage.ts'
import { defaultSettings } from '#lib/workspace/settings.ts'
import { requestOrigin, requestWorkspace } from '#app/_data/request-workspace.ts'
import { lastReport } from '#app/_runs/report-file.ts'
import { Link } from '#app/_ui/link.tsx'
import { Notice } from '#app/_ui/notice.tsx'
import { chapterAt } from '#app/_shell/chapters.ts'
import { Measured, NextChapter, Opening, Sources, type Source } from '../_chapter/frame.tsx'
import { HERE, PLAY, switchesIn, usual } from './address.ts'
import { Findings } from './findings.tsx'
import { OwnBrowser } from './own-browser.tsx'
import { Switches } from './switches.tsx'
import { headline, isPredicted } from './words.ts'
import type { Query } from '#app/_data/query.ts'

export const metadata: Metadata = {
  title: chapterAt(HERE).title,
  description: chapterAt(HERE).about,
}

const CHEAT_SHEETS = 'https://cheatsheetseries.owasp.org/cheatsheets'
const sources: readonly Source[] = [
  requirements['asvs-3.3.2'],
  requirements['asvs-3.3.4'],
  requirements['asvs-3.5.1'],
  {
    standard: 'OWASP Cheat Sheet',
    number: 'HTML5 Security',
    text: 'No session identifiers in local storage: whatever is there, any script of the page can read.',
    url: `${CHEAT_SHEETS}/HTML5_Security_Cheat_Sheet.html#local-storage`,
  },
  {
    standard: 'OWASP Cheat Sheet',
    number: 'Cross-Site Request Forgery Prevention',
    text: 'SameSite is a second line: the server looks at the request itself as well.',
    url: `${CHEAT_SHEETS}/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html`,
  },
]

interface Props {
  searchParams: Promise<Query>
}

export default async function Chapter({ searchParams }: Props) {
  const asked = switchesIn(await searchParams)
  const switches = asked ?? usual
  const settings = (await requestWorkspace())?.settings ?? defaultSettings
  const result = await playCookieOrStorage(switches, await lastReport(), settings)
  return (
    <>
      <Opening path={HERE}>
        <p>
          A browser can keep a credential in a <strong>cookie</strong>, which it sends by itself, or
          in <strong>storage</strong>, from where a script of the page puts it into a header. Each
          is open to what the other is not.
        </p>
        <p>
          <strong>XSS</strong>: somebody else's script runs in your page. What your scripts can
          read, it can read. <strong>CSRF</strong>: another site has the browser send a request to
          yours. What the browser adds by itself goes along.
        </p>
      </Opening>
      {!asked && (
        <div className="mt-4">
          <Notice kind="error" title="The address sets a switch to what it cannot be set to.">
            The switches are as they usually are.
          </Notice>
        </div>
      )}
      <section id={PLAY} aria-labelledby="how-it-went" className="mt-6 scroll-mt-4">
        <h2 id="how-it-went" className="max-w-4xl text-2xl leading-tight sm:text-3xl">
          <output>
            {headline(result).map((line) => (
              <span key={line} className="block">
                {line}
              </span>
            ))}
          </output>
        </h2>
        {isPredicted(result) && (
          <div className="mt-4">
            <Notice kind="waiting" title="Only a browser can play this, and no run of it is here.">
              What is said to be predicted follows from what the strategies declare.{' '}
              <code>npm run attacks</code> plays it, and this page shows what came of it.
            </Notice>
          </div>
        )}
        <div className="mt-4 grid gap-2">
          <Switches switches={switches} />
          <p className="panel overflow-x-auto p-4 text-sm">
            <span className="label block">The cookie, as the server sets it</span>
            <code className="wrap-anywhere">{shortened(result.setCookie)}</code>
          </p>
          <Findings result={result} />
          {result.run && (
            <p className="label">
              What was measured in a browser is {originWords({ from: 'run', run: result.run })}.
            </p>
          )}
        </div>
      </section>
      <h2 className="mt-8 text-lg">What follows</h2>
      <ul className="mt-2 grid max-w-prose list-disc gap-2 pl-5">
        <li>
          CSRF can be closed: a cookie with SameSite, and a server that looks where a request comes
          from. Neither costs a read.
        </li>
        <li>
          XSS cannot be closed by the session: a script in the page is the page. HttpOnly decides
          how far the harm goes: as long as the page is open, or as long as the token lives.
        </li>
        <li>
          So: a cookie, HttpOnly and SameSite, with an origin check; and a token in storage only
          where it is short, and its client is no browser page of yours.
        </li>
      </ul>
      <OwnBrowser origin={await requestOrigin()} />
      <Measured>
        The attacks are played in Chromium against the built server, under every strategy. What is
        shown is what the last such run found; a run that is not there is not made up. The cookie
        above is set by the code of <Link href="/strategies/stateless-jwt">Stateless JWT</Link> just
        now, and so is the request tried that comes without a token, as no browser sends one from
        storage.
      </Measured>
      <Sources sources={sources} />
      <NextChapter path={HERE}>
        Whatever was stolen, and however: for how long is it good?
      </NextChapter>
    </>
  )
}

/** Name and attributes; of the token itself its beginning. */
const shortened = (cookie: string) => cookie.replace(/=([^;]{12})[^;]*/, '=$1…')
