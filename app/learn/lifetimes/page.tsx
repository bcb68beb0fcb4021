import type { Metadata } from 'next'
import { requirements } from '#lib/scenarios/attacks/requirements.ts'
import { playLifetimes, questions } from '#lib/scenarios/plays/lifetimes.ts'
import { byDuration, doorOf } from '#lib/evidence/door.ts'
import { LinkInPlace } from '#app/_ui/link-in-place.tsx'
import { Notice } from '#app/_ui/notice.tsx'
import { chapterAt } from '#app/_shell/chapters.ts'
import { Measured, NextChapter, Opening, Sources, type Source } from '../_chapter/frame.tsx'
import { addressOf, HERE, PLAY, playIn, usual } from './address.ts'
import { Clocks } from './clocks.tsx'
import { Doors } from './doors.tsx'
import { Sliders } from './sliders.tsx'
import { headline, questionWords } from './words.ts'
import type { Query } from '#app/_data/query.ts'

export const metadata: Metadata = {
  title: chapterAt(HERE).title,
  description: chapterAt(HERE).about,
}

const sources: readonly Source[] = [
  requirements['asvs-7.3.1'],
  requirements['asvs-7.3.2'],
  requirements['wstg-sess-07'],
  {
    standard: 'RFC 7519',
    number: '4.1.4',
    text: 'Some small leeway for clock skew is allowed, usually no more than a few minutes.',
    url: 'https://www.rfc-editor.org/rfc/rfc7519#section-4.1.4',
  },
]

interface Props {
  searchParams: Promise<Query>
}

export default async function Chapter({ searchParams }: Props) {
  const asked = playIn(await searchParams)
  const play = asked ?? usual
  const doors = (await playLifetimes(play)).map(doorOf).toSorted(byDuration)
  return (
    <>
      <Opening path={HERE}>
        <p>
          Time ends a session in two ways. The <strong>idle timeout</strong> counts from the last
          use, and so asks for a note of every use. The <strong>absolute timeout</strong> counts
          from the sign-in, and no use moves it.
        </p>
        <p>
          Whatever is believed without asking has a lifetime of its own: a token, an access token, a
          cached copy of a session. For that long, a log-out and a ban come too late.
        </p>
      </Opening>
      {!asked && (
        <div className="mt-4">
          <Notice kind="error" title="The address sets a slider to where it cannot stand.">
            The lifetimes are those that the lab starts with.
          </Notice>
        </div>
      )}
      <section id={PLAY} aria-labelledby="how-it-went" className="mt-6 scroll-mt-4">
        <h2 id="how-it-went" className="min-h-[2lh] max-w-4xl text-2xl leading-tight sm:text-3xl">
          <output>{headline(play.question, doors)}</output>
        </h2>
        <ul aria-label="What happens" className="mt-4 flex flex-wrap gap-2">
          {questions.map((question) => (
            <li key={question}>
              <LinkInPlace
                href={addressOf({ ...play, question })}
                className="button"
                aria-current={question === play.question}
              >
                {questionWords[question].press}
              </LinkInPlace>
            </li>
          ))}
        </ul>
        <div className="mt-4 grid gap-2 lg:grid-cols-[minmax(0,18rem)_minmax(0,1fr)]">
          <Sliders play={play} />
          <Doors doors={doors} />
        </div>
      </section>
      <Clocks play={play} />
      <h2 className="mt-8 text-lg">What follows</h2>
      <ul className="mt-2 grid max-w-prose list-disc gap-2 pl-5">
        <li>
          The lifetime of what is believed unasked is how late a log-out comes. Choose it by what
          may happen in that time, and not by what renewing costs.
        </li>
        <li>
          An idle timeout helps against a copy that rests. A thief who uses it keeps it alive:
          against that there is the absolute timeout, and an end that somebody asks for.
        </li>
        <li>
          A library that renews without an end has no absolute timeout, whatever the number in its
          settings is called.
        </li>
        <li>Keep clocks right, and give no more leeway than they need.</li>
      </ul>
      <Measured>
        For every position of the sliders each strategy is measured anew, in process: Alice signs
        in, a thief copies what she holds, what you picked happens, and the thief knocks until it is
        refused for good, to the second. Clocks are set in a world with one clock for each of two
        machines. Nothing is computed from the lifetimes.
      </Measured>
      <Sources sources={sources} />
      <NextChapter path={HERE}>
        All of this was one machine. What another machine knows of a log-out is a matter of
        milliseconds, or of minutes.
      </NextChapter>
    </>
  )
}
