'use client'

import { dateAndTime } from '#lib/evidence/words/durations.ts'
import { Notice } from '#app/_ui/notice.tsx'
import { Polite } from '#app/_ui/polite.tsx'
import type { Feed } from '../_matrix/use-feed.ts'

/** How far measuring has come, and what became of the feed. */
export function Progress({
  feed,
  expected,
  unmeasured = 0,
  verdict,
  resolution,
}: {
  feed: Feed<unknown>
  expected: number
  /** How many are known without a measurement: they are shown, and never counted as one. */
  unmeasured?: number
  /** What is to be said of all of them once they are there. */
  verdict: string
  resolution: string
}) {
  const { cells, state, at, lostAt, retry } = feed
  const spoken =
    state === 'done'
      ? `${unmeasured === 0 ? 'All' : `${(expected - unmeasured).toLocaleString('en')} of`} ${expected.toLocaleString('en')} cells are measured: ${verdict}.`
      : `Measured ${cells.size} of ${expected} cells.`
  if (state === 'lost') {
    return (
      <Notice kind="error" title={`No more cells since ${lostAt?.toLocaleTimeString() ?? 'now'}`}>
        {cells.size} of {expected} were measured and stay below; the others are unknown.{' '}
        <button type="button" className="button button-small" onClick={retry}>
          Go on measuring
        </button>
      </Notice>
    )
  }
  return (
    <div className="min-h-20 flex-[1_1_18rem] lg:min-h-11">
      <p className="text-sm font-medium">{spoken}</p>
      {state === 'done' ? (
        <p className="label">
          {dateAndTime(Date.parse(at) / 1000)}, {resolution}.
        </p>
      ) : (
        <progress
          aria-label="Cells measured"
          className="progress"
          max={expected}
          value={cells.size}
        />
      )}
      <Polite text={spoken} />
    </div>
  )
}
