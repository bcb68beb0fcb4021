import { stopwatch } from '#lib/evidence/words/durations.ts'
import type { VerdictKind } from '#app/_ui/verdict.tsx'
import { knockMarks, laneOf, type LaneRun, type Run } from './run.ts'

/** How a lane stands: what is shown in it, and what is announced. */
interface LaneStatus {
  kind: VerdictKind
  word: string
  /** The big figure: how long the copy was, or still is, accepted after the event. */
  survival: string
  survivalNote: string
  isSurvivor: boolean
}

export function laneStatusOf(run: Run, id: string): LaneStatus {
  const lane = laneOf(run, id)
  const none = { survival: '–', survivalNote: '', isSurvivor: false }
  if (lane.failed !== null) {
    return { ...none, kind: 'error', word: 'Error', survivalNote: 'counted as nothing' }
  }
  if (run.stolenAt === null) return { ...none, kind: 'unknown', word: 'No thief yet' }
  if (!lane.thief) return { ...none, kind: 'unknown', word: 'Nothing stolen here' }
  const last = lane.knocks.at(-1)
  if (run.event === null || run.eventAt === null) {
    return last === knockMarks.in
      ? { ...none, kind: 'in', word: 'Thief in', survivalNote: 'no event yet' }
      : { ...none, kind: 'blocked', word: 'Blocked', survivalNote: 'without any event' }
  }
  if (last === knockMarks.in) {
    const word = run.event === 'role-change' ? 'Old role' : 'Thief in'
    return {
      kind: run.event === 'role-change' ? 'waiting' : 'in',
      word,
      survival: stopwatch(run.now - run.eventAt),
      survivalNote: 'and running',
      isSurvivor: true,
    }
  }
  const demoted = last === knockMarks.demoted
  const word = demoted ? 'Role gone' : 'Blocked'
  return { kind: 'blocked', word, ...survived(lane, run.eventAt), isSurvivor: false }
}

/**
 * For how long after the event nothing was known, where the first answer was a refusal. Seconds; 0
 * where the first knock was answered, or one was let in.
 */
export const silentFor = ({ lastIn, firstOut }: LaneRun, eventAt: number): number =>
  lastIn === null && firstOut !== null ? firstOut - eventAt : 0

/** Knocks come apart in time, so the moment is known only to lie between two of them. */
function survived(lane: LaneRun, eventAt: number) {
  if (lane.lastIn === null) {
    const silent = silentFor(lane, eventAt)
    return silent > 0
      ? { survival: `≤ ${stopwatch(silent)}`, survivalNote: 'no answer before' }
      : { survival: 'At once', survivalNote: 'at the first knock' }
  }
  const [lower, upper] = [lane.lastIn - eventAt, (lane.firstOut ?? lane.lastIn) - eventAt]
  return upper - lower <= 1
    ? { survival: stopwatch(upper), survivalNote: 'to the second' }
    : { survival: `≤ ${stopwatch(upper)}`, survivalNote: `was still in at ${stopwatch(lower)}` }
}
