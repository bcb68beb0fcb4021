/**
 * Seconds and hours on one line: what closes within a minute and what closes after a day are both to
 * be seen, so the scale is logarithmic. A place is a number from 0 to 1.
 */
export const placeOf = (seconds: number, horizon: number): number =>
  Math.min(1, Math.log1p(Math.max(0, seconds)) / Math.log1p(horizon))

export const secondsAt = (place: number, horizon: number): number =>
  Math.min(horizon, Math.round(Math.expm1(place * Math.log1p(horizon))))

const HOUR = 3_600
const DAY = 24 * HOUR

/** What is written under the line. */
export const ticksFor = (horizon: number): number[] =>
  [0, 10, 60, 300, HOUR, 8 * HOUR, DAY, 7 * DAY, 30 * DAY].filter((at) => at <= horizon)
