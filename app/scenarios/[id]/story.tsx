'use client'

import type { Named } from '#lib/evidence/named.ts'
import { capital } from '#lib/evidence/words/verdicts.ts'
import { Suspense } from 'react'
import type { EventName } from '#lib/strategies/events.ts'
import { late } from '#app/_ui/late.tsx'
import { Skeleton } from '#app/_ui/skeleton.tsx'
import { guesses, isGuess } from './guess.ts'
import { Outcomes } from './outcomes.tsx'
import { Predict } from './predict.tsx'
import { StoryPanel } from './story-panel.tsx'
import type { Playable } from './playable.ts'
import { useStory } from './use-story.ts'

/** Nobody sees a run before a guess was made or refused, so it comes later. */
const Replay = late(() => import('./replay.tsx').then((m) => m.Replay))

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
  strategies: readonly Playable[]
  presets: readonly Named[]
}) {
  const place = useStory({ strategies, presets, first, isGuess })
  const { strategy, source, guess, position } = place
  if (!strategy) return null
  const run = `${source} ${strategy.id}`
  return (
    <>
      <div className="mt-6 grid items-start gap-2 lg:grid-cols-2">
        <StoryPanel
          strategy={strategy}
          source={source}
          strategies={strategies}
          presets={presets}
          note={
            stays.length > 0
              ? `Should stay signed in: ${stays.join(', ')}. Whoever does not is collateral.`
              : 'Nobody is meant to stay signed in.'
          }
        >
          <li>
            {capital(owner)} is signed in on a phone and on a laptop; Bob is signed in as well.
          </li>
          <li>
            A thief copies all that the phone holds. The phone and the copy are both accepted.
          </li>
          <li className="font-medium">{story}</li>
          <li>
            The thief knocks with the copy, and renews it where that works, until it is refused for
            good or until a day and every lifetime are over.
          </li>
        </StoryPanel>
        <Predict
          key={run}
          question={`When is the copy refused for good, under ${strategy.title}?`}
          guesses={guesses}
          guess={guess}
          hasRun={position !== null}
          onGuess={place.makeGuess}
          onRun={place.begin}
        />
      </div>
      {position !== null && (
        <Suspense fallback={<Skeleton className="mt-2 h-96" />}>
          <Replay
            key={run}
            source={source}
            strategy={strategy}
            event={event}
            owner={owner}
            guess={guess}
            start={position}
            onEnd={place.reveal}
          />
        </Suspense>
      )}
      <Outcomes
        key={`outcomes ${source}`}
        event={event}
        source={source}
        strategies={strategies}
        current={strategy.id}
        isRevealed={place.isRevealed}
      />
    </>
  )
}
