'use client'

import { useState } from 'react'
import { Icon } from '#app/_ui/icon.tsx'

/** What is guessed first is remembered better than what is only read. */
export function Predict<Guess extends string>({
  question,
  guesses,
  guess,
  hasRun,
  runs = 'Run',
  onGuess,
  onRun,
}: {
  question: string
  guesses: readonly { id: Guess; word: string; about: string }[]
  guess: Guess | null
  hasRun: boolean
  /** What the button says that starts it. */
  runs?: string
  onGuess(guess: Guess): void
  onRun(): void
}) {
  const [isAsked, setAsked] = useState(false)
  // The address is changed in a transition: until it is, a choice that was read from it alone
  // would spring back.
  const [lastGuess, setLastGuess] = useState(guess)
  const [picked, setPicked] = useState(guess)
  if (lastGuess !== guess) {
    setLastGuess(guess)
    setPicked(guess)
  }
  return (
    <section aria-labelledby="predict" className="panel p-4">
      <h2 id="predict" className="text-lg">
        Your guess
      </h2>
      <fieldset className="mt-2">
        <legend className="text-sm text-soft">{question}</legend>
        <div className="mt-2 grid gap-1">
          {guesses.map(({ id, word, about }) => (
            <label
              key={id}
              className="flex min-h-10 cursor-pointer items-center gap-3 rounded-md border border-line px-3 py-1 has-checked:border-accent has-disabled:cursor-default"
            >
              <input
                type="radio"
                name="guess"
                className="size-4 shrink-0 accent-accent"
                checked={picked === id}
                disabled={hasRun}
                onChange={() => {
                  setPicked(id)
                  onGuess(id)
                }}
              />
              <span className="text-sm">
                <span className="font-medium">{word}</span>{' '}
                <span className="text-soft">{about}</span>
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      {hasRun ? (
        <p className="mt-3 text-sm text-soft">
          {picked
            ? 'Made before the run; the run is below.'
            : 'No guess was made; the run is below.'}
        </p>
      ) : (
        <div className="mt-3 flex flex-wrap items-center gap-2">
          <button
            type="button"
            className="button button-main"
            aria-disabled={picked === null}
            onClick={() => (picked === null ? setAsked(true) : onRun())}
          >
            <Icon name="play" />
            {runs}
          </button>
          <button type="button" className="button" onClick={onRun}>
            {runs} without a guess
          </button>
          <output className="text-sm">{isAsked && picked === null && 'Make a guess first.'}</output>
        </div>
      )}
    </section>
  )
}
