import { dateAndTime } from '#app/_words/durations.ts'
import { Notice } from '#app/_ui/notice.tsx'
import { Polite } from './_cells/polite.tsx'
import type { useMatrix } from './_cells/use-matrix.ts'

/** How far measuring has come, and what became of the feed. */
export function Progress({
  matrix,
  expected,
}: {
  matrix: ReturnType<typeof useMatrix>
  expected: number
}) {
  const { cells, state, at, lostAt, retry } = matrix
  const broken = [...cells.values()].filter((cell) => cell.broken.length > 0).length
  const promises =
    broken === 0 ? 'every promise was kept' : `${broken} ${broken === 1 ? 'is' : 'are'} BROKEN`
  const told =
    state === 'done'
      ? `All ${expected} cells are measured: ${promises}.`
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
    <div className="min-h-11 min-w-0">
      <p className="text-sm font-medium">{told}</p>
      {state === 'done' ? (
        <p className="label">
          {dateAndTime(Date.parse(at) / 1000)}, one run a cell, resolution 1 s.
        </p>
      ) : (
        <progress
          aria-label="Cells measured"
          className="h-2 w-64 max-w-full appearance-none overflow-hidden rounded-sm border border-edge bg-sunken [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-accent"
          max={expected}
          value={cells.size}
        />
      )}
      <Polite text={told} />
    </div>
  )
}
