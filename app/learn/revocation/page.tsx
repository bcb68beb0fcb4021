import type { Metadata } from 'next'
import { eventAbout } from '#lib/evidence/words/events-about.ts'
import { eventPress } from '#lib/evidence/words/events.ts'
import { requirements } from '#lib/scenarios/attacks/requirements.ts'
import { playRevocation, revocationEvents } from '#lib/scenarios/plays/revocation.ts'
import { defaultSettings } from '#lib/workspace/settings.ts'
import { requestWorkspace } from '#app/_data/request-workspace.ts'
import { LinkInPlace } from '#app/_ui/link-in-place.tsx'
import { Notice } from '#app/_ui/notice.tsx'
import { chapterAt } from '#app/_shell/chapters.ts'
import { Measured, NextChapter, Opening, Sources, type Source } from '../_chapter/frame.tsx'
import { addressOf, eventIn, firstEvent, HERE, PLAY } from './address.ts'
import { WayPanel } from './way.tsx'
import { headline } from './words.ts'
import type { Query } from '#app/_data/query.ts'

export const metadata: Metadata = {
  title: chapterAt(HERE).title,
  description: chapterAt(HERE).about,
}

const sources: readonly Source[] = [
  requirements['asvs-7.4.1'],
  requirements['asvs-7.4.2'],
  {
    standard: 'RFC 7009',
    number: '3',
    text: 'Tokens that are checked without asking are not immediately revocable: the choices, and what they ask of a server.',
    url: 'https://www.rfc-editor.org/rfc/rfc7009#section-3',
  },
  {
    standard: 'RFC 7519',
    number: '4.1.7',
    text: '"jti" names one token: what a blocklist keeps, in the place of its text.',
    url: 'https://www.rfc-editor.org/rfc/rfc7519#section-4.1.7',
  },
]

interface Props {
  searchParams: Promise<Query>
}

export default async function Chapter({ searchParams }: Props) {
  const asked = eventIn(await searchParams)
  const event = asked ?? firstEvent
  const settings = (await requestWorkspace())?.settings ?? defaultSettings
  const results = await playRevocation(event, settings)
  return (
    <>
      <Opening path={HERE}>
        <p>
          To take a signed token back, the check has to ask somebody:{' '}
          <strong>is it still good?</strong> That is a read on every request, and it is what the
          token was meant to save. What can be chosen is what is read, how much of it is kept, and
          who else is signed out.
        </p>
        <p>
          A <strong>blocklist</strong> keeps what is bad, and forgets it when the token has expired.
          An <strong>allowlist</strong> keeps what is good, a row a session. The three between keep
          one value for each account, and so end all of its tokens or none.
        </p>
      </Opening>
      {!asked && (
        <div className="mt-4">
          <Notice kind="error" title="The address asks for an event that is not played here.">
            This is a log-out.
          </Notice>
        </div>
      )}
      <section id={PLAY} aria-labelledby="how-it-went" className="mt-6 scroll-mt-4">
        <h2 id="how-it-went" className="min-h-[2lh] max-w-4xl text-3xl leading-tight sm:text-4xl">
          <output>{headline(event, results)}</output>
        </h2>
        <ul className="mt-4 flex flex-wrap gap-2" aria-label="What happens">
          {revocationEvents.map((one) => (
            <li key={one}>
              <LinkInPlace href={addressOf(one)} className="button" aria-current={one === event}>
                {eventPress[one]}
              </LinkInPlace>
            </li>
          ))}
        </ul>
        <p className="mt-2 text-sm text-soft">{eventAbout[event]}</p>
        <ul className="mt-4 grid gap-2 md:grid-cols-2 xl:grid-cols-3">
          {results.map((result) => (
            <WayPanel key={result.way} result={result} />
          ))}
        </ul>
      </section>
      <h2 className="mt-8 text-lg">How to choose</h2>
      <ul className="mt-2 grid max-w-prose list-disc gap-2 pl-5">
        <li>
          One device has to be signed out by itself, or people see a list of their devices: an
          allowlist. It has a row a session, as a plain session cookie has; the token adds that
          forged ones are refused without a read.
        </li>
        <li>
          Few tokens are ever revoked, and they are short: a blocklist. It is empty most of the
          time, and must never lose an entry before its token has expired.
        </li>
        <li>
          “Sign out everywhere” is all that is wanted: a version or a cut-off, one value beside the
          account. A log-out on one device then ends the others too.
        </li>
        <li>
          A key for each user is the same, and has to be looked up before anything is known: forged
          tokens cost a read as well.
        </li>
      </ul>
      <Measured>
        For the event that you pick, Alice signs in on two devices and Bob on his, a thief copies
        the one, and the event happens: on each strategy's own code and store, with the lifetimes of
        your workspace, in a world of its own. Reads and writes are counted at the store; rows are
        those that it holds after the event.
      </Measured>
      <Sources sources={sources} />
      <NextChapter path={HERE}>
        Ask less often: a token for minutes, and a second one to renew it with, which is asked
        about.
      </NextChapter>
    </>
  )
}
