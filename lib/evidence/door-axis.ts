import { marksUpTo, shareOf } from './log-axis.ts'
import { inHours } from './words/durations.ts'

/** Where measuring ended; what is right of it was never seen to close. Percent of the width. */
const END = 90

export interface DoorAxis {
  /** Seconds after the event as percent of the width; null, not seen to end, is the right edge. */
  place(seconds: number | null): number
  ticks: { at: number; word: string; isLong: boolean }[]
}

/**
 * The axis for what closes at once, after minutes, after days and never.
 * @param horizon how long was measured, in seconds
 */
export function doorAxis(horizon: number): DoorAxis {
  const place = (seconds: number | null) =>
    seconds === null ? 100 : END * shareOf(seconds, horizon)
  const ticks = [
    { at: 0, word: 'at once', isLong: false },
    ...marksUpTo(horizon)
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
