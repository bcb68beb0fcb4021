import { inHours, stopwatch } from '#lib/evidence/words/durations.ts'
import type { CellRun } from '#lib/evidence/model.ts'
import type { VerdictKind } from '#app/_ui/verdict.tsx'

/** How a measured lane stands at a moment of its run: read off, and never guessed. */
interface Moment {
  kind: VerdictKind
  word: string
  survival: string
  note: string
  accepted: number
  refused: number
}

export function momentOf(run: CellRun, at: number): Moment {
  const past = run.knocks.filter((knock) => knock.at <= at)
  const accepted = past.filter((knock) => knock.in).length
  const counts = { accepted, refused: past.length - accepted }
  const isRole = run.event === 'role-change'
  const { lastAccepted, firstRefused, horizon } = run
  if (firstRefused !== null && at >= firstRefused) {
    const word = isRole && run.knocks.at(-1)?.accepted ? 'Role gone' : 'Blocked'
    return lastAccepted === null
      ? { kind: 'blocked', word, survival: 'At once', note: 'measured, to 1 s', ...counts }
      : {
          kind: 'blocked',
          word,
          survival: stopwatch(firstRefused),
          note: `measured, to 1 s: was in at ${stopwatch(lastAccepted)}`,
          ...counts,
        }
  }
  const isOver = firstRefused === null && at >= horizon
  return {
    kind: isRole ? 'waiting' : 'in',
    word: isRole ? 'Old role' : 'Thief in',
    survival: isOver ? `≥ ${inHours(horizon)}` : stopwatch(at),
    note: isOver
      ? `measured: still accepted at the horizon, at least ${inHours(horizon)}`
      : 'measured, and running',
    ...counts,
  }
}

/** Every second at which something was measured in these runs, in order. */
export const measuredMoments = (runs: readonly CellRun[]): number[] => {
  const all = runs.flatMap(({ knocks, lastAccepted, firstRefused, horizon }) => [
    ...knocks.map(({ at }) => at),
    lastAccepted ?? 0,
    firstRefused ?? horizon,
  ])
  return [...new Set([0, ...all])].toSorted((a, b) => a - b)
}

/** The seconds at which a lane closes, and the horizon. */
export const closings = (runs: readonly CellRun[]): number[] =>
  [...new Set(runs.map(({ firstRefused, horizon }) => firstRefused ?? horizon))].toSorted(
    (a, b) => a - b,
  )
