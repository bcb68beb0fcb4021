'use client'

import { useSearchParams } from 'next/navigation'
import { useState } from 'react'
import type { EventName } from '#lib/sessions/events.ts'
import { writeAddress } from '#app/compare/_cells/address.ts'
import { WORKSPACE } from '#app/compare/_cells/cells.ts'
import { isGuess, type Guess } from './guess.ts'
import { Outcomes } from './outcomes.tsx'
import { Predict } from './predict.tsx'
import { Replay } from './replay.tsx'

interface Named {
  id: string
  title: string
}

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
          title={strategy.title}
          guess={guess}
          hasRun={hasRun}
          onGuess={(made: Guess) => writeAddress({ guess: made })}
          onRun={() => writeAddress({ at: '0' })}
        />
      </div>
      {hasRun && (
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

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

function Choice({
  label,
  value,
  options,
  onChoose,
}: {
  label: string
  value: string
  options: readonly Named[]
  onChoose(id: string): void
}) {
  return (
    <label className="text-sm">
      {label}
      <select
        className="field mt-1"
        value={value}
        onChange={(event) => onChoose(event.target.value)}
      >
        {options.map(({ id, title }) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
      </select>
    </label>
  )
}
