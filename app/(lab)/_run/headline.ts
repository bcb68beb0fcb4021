import type { Measured } from '#lib/evidence/door.ts'
import { readable } from '#lib/evidence/words/durations.ts'
import type { EventName } from '#lib/strategies/events.ts'
import type { StrategyDescription } from '#lib/strategies/describe.ts'
import type { VerdictKind } from '#app/_ui/verdict.tsx'
import { laneStatusOf } from './lane-status.ts'
import type { Run } from './run.ts'

/** The answer of the page, and the line below it. */
export interface Headline {
  kind: VerdictKind
  /** What is asked, where what answers is measured and not this run's. */
  asked?: string
  text: string
  note: string
}

/** What is asked before anybody has pressed anything. */
const question = (event: EventName, happened: string): string =>
  event === 'logout' ? 'Alice logs out. Does the thief?' : `${happened}. Is the thief out?`

/** Whether a run has begun and is about this event, or about none yet: else only measured runs tell. */
export const isAbout = (run: Run, event: EventName): boolean =>
  run.stolenAt !== null && (run.event === null || run.event === event)

export function headlineOf({
  run,
  event,
  measured,
  strategies,
  happened,
}: {
  run: Run
  /** The event that the page speaks of, fired or only chosen. */
  event: EventName
  /** What its measured runs say; null while they are made. */
  measured: Measured | null
  strategies: readonly Pick<StrategyDescription, 'id'>[]
  happened: string
}): Headline {
  const asked = question(event, happened)
  if (!isAbout(run, event)) {
    return measured
      ? { kind: 'unknown', asked, text: measured.verdict, note: measured.note }
      : { kind: 'unknown', text: asked, note: 'It is being measured.' }
  }
  const standings = strategies.map(({ id }) => laneStatusOf(run, id).kind)
  const count = (...kinds: VerdictKind[]) => standings.filter((kind) => kinds.includes(kind)).length
  const inside = count('in', 'waiting')
  const known = standings.length - count('error', 'unknown')
  const failed = count('error')
  const unknown = failed > 0 ? ` Of ${failed} nothing is known: an error.` : ''
  if (run.event === null) {
    const text = `The thief is in, in ${inside} of ${known}.`
    return { kind: 'in', text, note: `Now end the session.${unknown}` }
  }
  const since = run.eventAt === null ? 0 : run.now - run.eventAt
  const note = `${happened} ${since > 0 ? `${readable(since)} ago` : 'just now'}.${unknown}`
  if (known === 0) return { kind: 'error', text: 'Nothing is known: errors alone.', note }
  return inside === 0
    ? { kind: 'blocked', text: `All ${known} doors are shut.`, note }
    : { kind: 'in', text: `${inside} of ${known} still let the thief in.`, note }
}
