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

/** All doors of one event in a sentence. */
export function measuredWords(doors: readonly Door[]): string {
  const open = doors.filter((door) => !closesAtOnce(door)).toSorted(byDuration)
  const [longest, shortest] = [open[0], open.at(-1)]
  if (!longest || !shortest) return `Measured here: all ${doors.length} doors close at once.`
  const closed = doors.length - open.length
  const range =
    longest.words === shortest.words ? longest.words : `${shortest.words} to ${longest.words}`
  return `Measured here: ${closed} of ${doors.length} doors close at once. The other ${open.length}: ${range}.`
}
