const [MINUTE, HOUR, DAY] = [60, 3_600, 86_400]

/** Differences below this many seconds are drawn alike: knocks come a second apart. */
const LINEAR_BELOW = 5

const log = (seconds: number) => Math.log1p(Math.max(0, seconds) / LINEAR_BELOW)

/**
 * Where a moment stands between the event (0) and the horizon (1). One scale for all that is drawn of
 * times: what closes within a minute and what closes after a day are both to be seen, so it is
 * logarithmic, and linear for the first seconds, since it begins at 0 (d3's symlog; d3-scale itself
 * would be an eighth of all the JavaScript that a page may send).
 */
export const shareOf = (seconds: number, horizon: number): number =>
  Math.min(1, log(seconds) / log(horizon))

/** The whole second at that place; the other way round. */
export const secondsAt = (share: number, horizon: number): number =>
  Math.min(horizon, Math.round(Math.expm1(share * log(horizon)) * LINEAR_BELOW))

const marks = [10, MINUTE, 5 * MINUTE, HOUR, 8 * HOUR, DAY, 7 * DAY, 30 * DAY, 365 * DAY]

/** What is written below such a scale, the event itself aside. Seconds. */
export const marksUpTo = (horizon: number): number[] =>
  marks.filter((seconds) => seconds <= horizon)
