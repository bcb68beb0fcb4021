import { inHours } from './words/durations.ts'

/** Where measuring ended; what is right of it was never seen to close. Percent of the width. */
const END = 90

const [MINUTE, HOUR, DAY] = [60, 3_600, 86_400]

/** Differences below this many seconds are drawn alike: knocks come a second apart. */
const LINEAR_BELOW = 5

export interface DoorAxis {
  /** Seconds after the event as percent of the width; null, not seen to end, is the right edge. */
  place(seconds: number | null): number
  ticks: { at: number; word: string; isLong: boolean }[]
}

/**
 * One logarithmic axis for what closes at once, after minutes and after days. It begins at 0, which a
 * logarithm does not have, so it is linear for the first seconds (d3's symlog; d3-scale itself would
 * be an eighth of all the JavaScript that a page may send).
 * @param horizon how long was measured, in seconds
 */
export function doorAxis(horizon: number): DoorAxis {
  const log = (seconds: number) => Math.log1p(Math.max(0, seconds) / LINEAR_BELOW)
  const place = (seconds: number | null) =>
    seconds === null ? 100 : END * Math.min(1, log(seconds) / log(horizon))
  const marks = [10, MINUTE, 5 * MINUTE, HOUR, 8 * HOUR, DAY, 7 * DAY, 30 * DAY, 365 * DAY]
  const ticks = [
    { at: 0, word: 'at once', isLong: false },
    ...marks
      .filter((seconds) => seconds <= horizon)
      // Where the window is narrow, every second label is left out, and what would touch the last.
      .map((seconds, index) => ({
        at: place(seconds),
        word: inHours(seconds),
        isLong: index % 2 === 0 || place(seconds) > END - 8,
      })),
    { at: 100, word: 'never', isLong: false },
  ]
  return { place, ticks }
}
