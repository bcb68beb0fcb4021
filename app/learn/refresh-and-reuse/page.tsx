import type { Metadata } from 'next'
import { requirements } from '#lib/scenarios/attacks/requirements.ts'
import { gracesUnder, playRotation } from '#lib/scenarios/plays/rotation.ts'
import { defaultSettings } from '#lib/workspace/settings.ts'
import { requestWorkspace } from '#app/_data/request-workspace.ts'
import { Link } from '#app/_ui/link.tsx'
import { Notice } from '#app/_ui/notice.tsx'
import { chapterAt } from '#app/_shell/chapters.ts'
import { Measured, NextChapter, Opening, Sources, type Source } from '../_chapter/frame.tsx'
import { HERE, newPlay, PLAY, playIn } from './address.ts'
import { Exchanges } from './exchanges.tsx'
import { Family } from './family.tsx'
import { Grace, Moves, Stories } from './controls.tsx'
import { answers, headline, standingWords } from './words.ts'
import type { Query } from '#app/_data/query.ts'

export const metadata: Metadata = {
  title: chapterAt(HERE).title,
  description:
    'Two hold the same refresh token, and you decide who renews first: what reuse detection notices, whom it signs out, and what its grace period costs.',
}

const sources: readonly Source[] = [
  requirements['rfc9700-4.14.2'],
  {
    standard: 'RFC 6749',
    number: '10.4',
    text: 'Rotation, and what a server learns where one refresh token is used by two.',
    url: 'https://www.rfc-editor.org/rfc/rfc6749#section-10.4',
  },
  requirements['asvs-10.4.5'],
  requirements['asvs-10.4.8'],
]

export default async function Chapter({ searchParams }: { searchParams: Promise<Query> }) {
  const settings = (await requestWorkspace())?.settings ?? defaultSettings
  const asked = playIn(await searchParams, settings)
  const play = asked ?? newPlay(settings)
  const result = await playRotation(play, settings)
  return (
    <>
      <Opening path={HERE}>
        <p>
          An access token is believed without asking, so it is kept short: minutes. To stay signed
          in for hours, the browser also holds a <strong>refresh token</strong> and exchanges it for
          new ones. With <strong>rotation</strong>, each refresh token is good once: whoever
          presents it is handed its successor, and all successors of one sign-in form a family.
        </p>
        <p>
          That makes theft visible. A thief who copies a refresh token holds the same one as Alice.
          One of them uses it first; when the other comes with it, the server sees a token that has
          been used: <strong>reuse</strong>. It cannot know which of the two is Alice, so it ends
          the family: both are signed out, and Alice alone can sign in again (RFC 9700, section
          4.14).
        </p>
      </Opening>
      {!asked && (
        <div className="mt-4">
          <Notice kind="error" title="The address asks for what cannot be played.">
            This is a new play.
          </Notice>
        </div>
      )}
      <section id={PLAY} aria-labelledby="how-it-stands" className="mt-6 scroll-mt-4">
        <h2 id="how-it-stands" className="min-h-[2lh] max-w-3xl text-3xl leading-tight sm:text-4xl">
          <output>{headline(result)}</output>
        </h2>
        <div className="mt-4 grid gap-2 lg:grid-cols-[minmax(0,20rem)_minmax(0,1fr)]">
          <div className="grid content-start gap-2">
            <Moves play={play} />
            <Grace play={play} graces={gracesUnder(settings)} />
          </div>
          <div className="grid content-start gap-2">
            <Family result={result} />
            <Exchanges result={result} />
            <dl className="grid gap-2 text-sm sm:grid-cols-2">
              {(['alice', 'thief'] as const).map((party) => (
                <div key={party} className="panel p-4" data-party={party}>
                  <dt className="label font-medium">{party === 'alice' ? 'Alice' : 'The thief'}</dt>
                  <dd>{standingWords(result[party])}</dd>
                </div>
              ))}
            </dl>
          </div>
        </div>
      </section>
      <h2 className="mt-8 text-lg">Four questions</h2>
      <dl className="mt-2 grid gap-2 md:grid-cols-2">
        {answers(result, play.grace).map(({ question, rule, here }) => (
          <div key={question} className="panel p-4">
            <dt className="font-medium">{question}</dt>
            <dd className="mt-1 text-sm">{rule}</dd>
            <dd className="mt-1 text-sm text-soft">
              <span className="font-medium">In this play:</span> {here}
            </dd>
          </div>
        ))}
      </dl>
      <Stories play={play} />
      <Measured>
        Every answer above is of a run: for each move the page plays all moves from the sign-in on,
        on the code and the store of{' '}
        <Link href="/strategies/jwt-refresh-rotation">JWT + refresh rotation</Link> and with the
        lifetimes of your workspace, in a world of its own where a minute takes no time. What each
        could do next is tried in a play of its own as well.
      </Measured>
      <Sources sources={sources} />
      <NextChapter path={HERE}>
        How a thief comes by a token in the first place, and what the browser does against it.
      </NextChapter>
    </>
  )
}
