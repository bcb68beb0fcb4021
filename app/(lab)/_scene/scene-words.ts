import { clockTime, readable } from '#lib/evidence/words/durations.ts'
import { costWords } from '#lib/evidence/words/promises.ts'
import type { EventName } from '#lib/strategies/events.ts'
import type { StrategyDescription } from '#lib/strategies/describe.ts'
import type { RefusalWords } from '../_run/lab-data.ts'
import { markOf } from '../_run/rounds.ts'
import { laneOf, knockMarks, type Run } from '../_run/run.ts'

export const refusedFor = (reason: string | null, refusals: RefusalWords): string =>
  refusals[reason ?? 'revoked'] ?? reason ?? ''

type Shown = Pick<StrategyDescription, 'id' | 'promises'>

/**
 * What a lane teaches at this moment, in a sentence or two. Everything in it was seen in this run; only
 * until when a door stays open is the promise, and is called so.
 */
export function lessonOf(
  run: Run,
  { id, promises }: Shown,
  event: EventName,
  refusals: RefusalWords,
): string {
  const { thief, victim, failed, ended, renewed } = laneOf(run, id)
  if (failed !== null) return 'The server failed here: nothing is known of this knock.'
  if (run.stolenAt === null) {
    return 'Press an event: Alice signs in, a thief copies what her browser holds, and the event is fired. All of it is real.'
  }
  if (!thief) return 'Nothing could be copied here.'
  if (run.event === null) {
    return `The copy is as good as the original: ${checked(thief)}.`
  }
  const isIn = markOf(run.event, thief) === knockMarks.in
  if (!isIn && thief.accepted) {
    return `The server lets the thief in without the old role: ${checked(thief)}.`
  }
  const forgot = ended === 'client-only' ? 'Only the browser forgot. ' : ''
  if (isIn) {
    const moved = renewed ? ' The thief has renewed its copy.' : ''
    return `${forgot}The server still believes the copy: ${checked(thief)}. ${endOf(promises[event], run)}${moved}`
  }
  const bystander =
    victim && !victim.accepted && victim.reason !== 'credential_missing' && event !== 'logout'
      ? ' Alice herself is out, too.'
      : ''
  return `The copy is worthless: ${refusedFor(thief.reason, refusals)} (${costWords(thief)}).${bystander}`
}

/** How it was checked: asking nobody is the whole point of a stateless token. */
const checked = (look: { reads: number; writes: number }): string =>
  look.reads === 0
    ? 'it asked nobody, and read no store'
    : `it asked its store (${costWords(look)}), which has nothing against it`

function endOf(promise: Shown['promises'][EventName], { stolenAt, now }: Run): string {
  if (!('seconds' in promise)) {
    return promise.stops === 'at-once' ? 'Its promise is broken.' : 'Nothing will end it.'
  }
  const end = (stolenAt ?? now) + promise.seconds
  return end > now
    ? `It will until ${clockTime(end)} at the latest, by its promise, in ${readable(end - now)}.`
    : 'Its time is up.'
}
