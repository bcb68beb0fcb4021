'use client'

import { useSearchParams } from 'next/navigation'
import { lazy, Suspense, useState } from 'react'
import type { EventName } from '#lib/sessions/events.ts'
import { Skeleton } from '#app/_ui/skeleton.tsx'
import { capital } from '#app/_words/attacks.ts'
import { writeAddress } from '#app/compare/_cells/address.ts'
import { WORKSPACE } from '#app/compare/_cells/cells.ts'
import { Choice, type Named } from './choice.tsx'
import { guesses, isGuess } from './guess.ts'
import { Outcomes } from './outcomes.tsx'
import { Predict } from './predict.tsx'

/** Nobody sees a run before a guess was made or refused, so it comes later. */
const Replay = lazy(() => import('./replay.tsx').then((m) => ({ default: m.Replay })))

/** A scenario under a strategy: first a guess, then the run, then everybody's outcome. */
export function Story({
  event,
  owner,
  story,
  stays,
  first,
  strategies,
  presets,
}: {
  event: EventName
  owner: string
  story: string
  stays: readonly string[]
  /** The strategy to begin with. */
  first: string
  strategies: readonly Named[]
  presets: readonly Named[]
}) {
  const search = useSearchParams()
  const strategy =
    strategies.find(({ id }) => id === search.get('strategy')) ??
    strategies.find(({ id }) => id === first)
  const source = presets.find(({ id }) => id === search.get('preset'))?.id ?? WORKSPACE
  const position = /^\d{1,4}$/.exec(search.get('at') ?? '')?.[0]
  const guessed = search.get('guess')
  const guess = isGuess(guessed) ? guessed : null
  const hasRun = position !== undefined
  const [revealed, setRevealed] = useState('')
  if (!strategy) return null
  const run = `${source} ${strategy.id}`
  const choose = (changes: Record<string, string | null>) =>
    writeAddress({ ...changes, at: null, guess: null })
  return (
    <>
      <div className="mt-6 grid items-start gap-2 lg:grid-cols-2">
        <section aria-labelledby="story" className="panel p-4">
          <h2 id="story" className="text-lg">
            The story
          </h2>
          <ol className="mt-2 list-decimal space-y-1 pl-5 text-sm">
            <li>
              {capital(owner)} is signed in on a phone and on a laptop; Bob is signed in as well.
            </li>
            <li>
              A thief copies all that the phone holds. The phone and the copy are both accepted.
            </li>
            <li className="font-medium">{story}</li>
            <li>
              The thief knocks with the copy, and renews it where that works, until it is refused
              for good or until a day and every lifetime are over.
            </li>
          </ol>
          <p className="label mt-3">
            {stays.length > 0
              ? `Should stay signed in: ${stays.join(', ')}. Whoever does not is collateral.`
              : 'Nobody is meant to stay signed in.'}
          </p>
          <div className="unprinted mt-4 grid gap-3 sm:grid-cols-2">
            <Choice
              label="Strategy"
              value={strategy.id}
              options={strategies}
              onChoose={(id) => choose({ strategy: id })}
            />
            <Choice
              label="Lifetimes"
              value={source}
              options={[
                { id: WORKSPACE, title: "this workspace's settings" },
                ...presets.map(({ id, title }) => ({ id, title: `defaults of ${title}` })),
              ]}
              onChoose={(id) => choose({ preset: id === WORKSPACE ? null : id })}
            />
          </div>
        </section>
        <Predict
          key={run}
          question={`When is the copy refused for good, under ${strategy.title}?`}
          guesses={guesses}
          guess={guess}
          hasRun={hasRun}
          onGuess={(made) => writeAddress({ guess: made })}
          onRun={() => writeAddress({ at: '0' })}
        />
      </div>
      {hasRun && (
        <Suspense fallback={<Skeleton className="mt-2 h-96" />}>
          <Replay
            key={run}
            source={source}
            strategy={strategy}
            event={event}
            owner={owner}
            guess={guess}
            start={Number(position)}
            onEnd={() => setRevealed(source)}
          />
        </Suspense>
      )}
      <Outcomes
        key={`outcomes ${source}`}
        event={event}
        source={source}
        strategies={strategies}
        current={strategy.id}
        isRevealed={revealed === source}
      />
    </>
  )
}
