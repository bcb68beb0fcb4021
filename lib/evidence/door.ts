import type { Cell } from './model.ts'
import { inHours, readable } from './words/durations.ts'
import { endsEarly } from './words/survival.ts'
import type { EventName } from '../strategies/events.ts'
import type { Promised } from '../strategies/describe.ts'

/** What a chart of doors shows of one measured run. Seconds since the event. */
export interface Door {
  strategy: string
  event: EventName
  promise: Promised
  /** 0 for at once; null where the copy was still let in at the horizon. */
  firstRefused: number | null
  horizon: number
  /** When the thief knocked and was let in, and when it was turned away. */
  knocksIn: number[]
  knocksOut: number[]
  /** When it was measured to close, in two or three words. */
  words: string
  /** In what the run differs from the promise; nothing, if all is well. */
  broken: string[]
}

export function doorOf({ strategy, event, promise, evidence, broken }: Cell): Door {
  const { firstRefused, horizon, knocks } = evidence
  const timesOf = (isIn: boolean) =>
    knocks.flatMap((knock) => (knock.in === isIn && knock.at >= 0 ? [knock.at] : []))
  const times = { knocksIn: timesOf(true), knocksOut: timesOf(false) }
  const words = doorWords({ firstRefused, horizon, promise })
  return { strategy, event, promise, firstRefused, horizon, ...times, words, broken }
}

export const closesAtOnce = ({ firstRefused }: Door): boolean => firstRefused === 0

/** The longest open first, so that the worst stands on top; equal ones in the registry's order. */
export const byDuration = (a: Door, b: Door): number =>
  (b.firstRefused ?? Infinity) === (a.firstRefused ?? Infinity)
    ? 0
    : (b.firstRefused ?? Infinity) - (a.firstRefused ?? Infinity)

export function doorWords(door: Pick<Door, 'firstRefused' | 'horizon' | 'promise'>): string {
  const { firstRefused, horizon } = door
  if (firstRefused === 0) return 'at once'
  if (firstRefused !== null) return `after ${readable(firstRefused)}`
  const seen = `at least ${inHours(horizon)}`
  return endsEarly(door) ? seen : `never: ${seen}`
}

/** What the measured runs of one event answer: the verdict over all strategies, and how late each is. */
export interface Measured {
  verdict: string
  note: string
}

export function measuredWords(doors: readonly Door[]): Measured {
  const open = doors.filter((door) => !closesAtOnce(door))
  if (open.length === 0) {
    return { verdict: `All ${doors.length} lock the thief out at once.`, note: 'Measured here.' }
  }
  const verdict = `${open.length} of ${doors.length} still let the thief in.`
  const late = open.flatMap(({ firstRefused }) => firstRefused ?? [])
  const [soonest, latest] = [Math.min(...late), Math.max(...late)].map(readable)
  const never = open.filter(({ firstRefused }) => firstRefused === null)
  const watched = Math.min(...never.map(({ horizon }) => horizon))
  const note = `${[
    `Measured here: ${doors.length - open.length} of ${doors.length} lock the thief out at once`,
    ...(late.length > 0
      ? [`${late.length} after ${soonest === latest ? soonest : `${soonest} to ${latest}`}`]
      : []),
    ...(never.length > 0 ? [`${never.length} still let it in after ${inHours(watched)}`] : []),
  ].join('; ')}.`
  return { verdict, note }
}
