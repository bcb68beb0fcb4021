'use client'

import { useSearchParams } from 'next/navigation'
import { lazy, Suspense, useState } from 'react'
import type { Medium } from '#lib/scenarios/attacks/attack.ts'
import { Skeleton } from '#app/_ui/skeleton.tsx'
import { mediumWords } from '#app/_words/attacks.ts'
import { writeAddress } from '#app/compare/_cells/address.ts'
import { WORKSPACE } from '#app/compare/_cells/cells.ts'
import { Choice, type Named } from '../choice.tsx'
import { Predict } from '../predict.tsx'
import type { LastEvidence } from './evidence.ts'
import { guesses, isGuess } from './guess.ts'
import { AttackOutcomes } from './outcomes.tsx'

/** Nobody sees a run before a guess was made or refused, so it comes later. */
const AttackReplay = lazy(() =>
  import('./attack-replay.tsx').then((m) => ({ default: m.AttackReplay })),
)

export interface ToldAttack {
  id: string
  title: string
  story: string
  /** Can it be played here and now, or does it need a browser? */
  isLive: boolean
  /** Why it can end in one way alone; told only when it spoils no guess. */
  oneSided: string | null
}

/** An attack on a strategy: first a guess, then the run, then everybody's outcome. */
export function AttackStory({
  attack,
  asks,
  media,
  strategies,
  presets,
  evidence,
}: {
  attack: ToldAttack
  asks: string | null
  media: readonly Medium[]
  strategies: readonly Named[]
  presets: readonly Named[]
  evidence: LastEvidence | null
}) {
  const search = useSearchParams()
  const strategy = strategies.find(({ id }) => id === search.get('strategy')) ?? strategies[0]
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
            <li>Bob, who has nothing to do with it, signs in and is let in.</li>
            <li className="font-medium">{attack.story}</li>
            <li>Bob signs in once more: an attack that leaves nobody in would prove nothing.</li>
          </ol>
          <p className="label mt-3">
            Played {media.map((medium) => mediumWords[medium]).join(', ')}
            {asks && `; with ${asks}`}.
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
          question={`Does the attack work, under ${strategy.title}?`}
          guesses={guesses}
          guess={guess}
          hasRun={hasRun}
          runs={attack.isLive ? 'Run' : 'Show what is known'}
          onGuess={(made) => writeAddress({ guess: made })}
          onRun={() => writeAddress({ at: '0' })}
        />
      </div>
      {hasRun && (
        <Suspense fallback={<Skeleton className="mt-2 h-96" />}>
          <AttackReplay
            key={run}
            source={source}
            strategy={strategy}
            attack={attack}
            guess={guess}
            start={Number(position)}
            onEnd={() => setRevealed(source)}
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
        isRevealed={revealed === source}
      />
    </>
  )
}
