'use client'

import type { Named } from '#lib/evidence/named.ts'
import { mediumWords } from '#lib/evidence/words/verdicts.ts'
import type { Medium } from '#lib/evidence/names.ts'
import { Suspense } from 'react'
import { late } from '#app/_ui/late.tsx'
import { Skeleton } from '#app/_ui/skeleton.tsx'
import { Predict } from '../predict.tsx'
import { StoryPanel } from '../story-panel.tsx'
import type { Playable } from '../playable.ts'
import { useStory } from '../use-story.ts'
import type { AttackOfStory } from './attack.ts'
import type { LastEvidence } from './evidence.ts'
import { guesses, isGuess } from './guess.ts'
import { AttackOutcomes } from './outcomes.tsx'

/** Nobody sees a run before a guess was made or refused, so it comes later. */
const AttackReplay = late(() => import('./attack-replay.tsx').then((m) => m.AttackReplay))

/** An attack on a strategy: first a guess, then the run, then everybody's outcome. */
export function AttackStory({
  attack,
  first,
  settings,
  media,
  strategies,
  presets,
  evidence,
}: {
  attack: AttackOfStory
  /** The strategy to begin with; none where it applies to none. */
  first: string | undefined
  settings: string | null
  media: readonly Medium[]
  strategies: readonly Playable[]
  presets: readonly Named[]
  evidence: LastEvidence | null
}) {
  const place = useStory({ strategies, presets, first: first ?? strategies[0]?.id, isGuess })
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
            <>
              Played {media.map((medium) => mediumWords[medium]).join(', ')}
              {settings && `; with ${settings}`}.
            </>
          }
        >
          <li>Bob, who has nothing to do with it, signs in and is let in.</li>
          <li className="font-medium">{attack.story}</li>
          <li>Bob signs in once more: an attack that leaves nobody in would prove nothing.</li>
        </StoryPanel>
        <Predict
          key={run}
          question={`Does the attack work, under ${strategy.title}?`}
          guesses={guesses}
          guess={guess}
          hasRun={position !== null}
          runs={attack.isLive ? 'Run' : 'Show what is known'}
          onGuess={place.makeGuess}
          onRun={place.begin}
        />
      </div>
      {position !== null && (
        <Suspense fallback={<Skeleton className="mt-2 h-96" />}>
          <AttackReplay
            key={run}
            source={source}
            strategy={strategy}
            attack={attack}
            guess={guess}
            start={position}
            onEnd={place.reveal}
          />
        </Suspense>
      )}
      <AttackOutcomes
        key={`outcomes ${source}`}
        attack={attack}
        media={media}
        source={source}
        strategies={strategies}
        current={strategy.id}
        evidence={evidence}
        isRevealed={place.isRevealed}
      />
    </>
  )
}
