import { readable, stopwatch } from '#lib/evidence/words/durations.ts'
import type { Promised } from '#lib/strategies/describe.ts'
import type { VerdictKind } from '#app/_ui/verdict.tsx'
import { laneOf, type Run } from '../_run/run.ts'
import { silentFor, laneStatusOf } from '../_run/lane-status.ts'

/** Times are whole seconds, so no check of a lifetime can be finer. */
const RESOLUTION = 1

/** Until when, after the event, a knock may be let in; below 0 where none may. */
function latest(promise: Promised): number {
  if ('seconds' in promise) return promise.seconds + RESOLUTION
  return promise.stops === 'at-once' ? -1 : Infinity
}

/** What was measured against what was promised. */
export function checkPromise(
  run: Run,
  id: string,
  promise: Promised,
): { kind: VerdictKind; text: string } {
  const status = laneStatusOf(run, id)
  const lane = laneOf(run, id)
  if (status.kind === 'error') {
    return { kind: 'error', text: 'The server failed here: nothing is known of this knock.' }
  }
  if (run.eventAt === null || status.kind === 'unknown') {
    return { kind: 'unknown', text: 'Not measured yet.' }
  }
  const silent = silentFor(lane, run.eventAt)
  if (silent > 0) {
    const text = `Refused at ${stopwatch(silent)}, with no answer before: when it closed is not known.`
    return { kind: 'unknown', text }
  }
  const isOpenEnded = promise.stops === 'never' || promise.stops === 'not-by-this'
  const lastIn = lane.lastIn === null ? null : lane.lastIn - run.eventAt
  const isLate = lastIn !== null && lastIn > latest(promise)
  const seen =
    lastIn === null ? 'Refused at the first knock' : `Last accepted at ${stopwatch(lastIn)}`
  if (isLate) return { kind: 'error', text: `${seen}: the promise was broken.` }
  if (!status.isSurvivor) {
    return isOpenEnded
      ? { kind: 'waiting', text: `${seen}: earlier than declared.` }
      : { kind: 'blocked', text: `${seen}: the promise was kept.` }
  }
  const age = readable(run.now - run.eventAt)
  return isOpenEnded
    ? { kind: 'in', text: `Still accepted after ${age}, as declared.` }
    : {
        kind: 'waiting',
        text: `Still accepted after ${age}; has to end within ${readable(latest(promise) - (lastIn ?? 0))}.`,
      }
}
