'use client'

import { useState, type ReactNode } from 'react'

/** How it ends under every strategy: shown when that spoils no guess, or when somebody asks. */
export function Unspoilt({
  isRevealed,
  intro,
  children,
}: {
  isRevealed: boolean
  /** What is told in any case. */
  intro?: ReactNode
  children: ReactNode
}) {
  const [isAsked, setAsked] = useState(false)
  return (
    <section aria-labelledby="outcomes" className="mt-10">
      <h2 id="outcomes" className="text-lg">
        Under every strategy
      </h2>
      {intro && <p className="mt-1 max-w-prose text-sm text-soft">{intro}</p>}
      {isAsked || isRevealed ? (
        children
      ) : (
        <p className="mt-1 flex flex-wrap items-center gap-3 text-sm text-soft">
          Shown after your run, so that it does not spoil the guess.
          <button type="button" className="button button-small" onClick={() => setAsked(true)}>
            Show it now
          </button>
        </p>
      )}
    </section>
  )
}
