/** Time is injected everywhere: nothing outside this file asks the machine what time it is. */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number
}

export const systemClock: Clock = { now: () => Date.now() }

/** A workspace's clock: real time plus an offset in milliseconds that only grows. */
export const offsetClock = (base: Clock, offsetMs: number): Clock => ({
  now: () => base.now() + offsetMs,
})

export interface VirtualClock extends Clock {
  /** Moves time forward by `ms`. */
  advance(ms: number): void
  /** Moves it back, as the clock of a machine that is set right. */
  back(ms: number): void
}

/** A clock that stands still until it is told to move: hours of a scenario pass in milliseconds. */
export function virtualClock(startMs = Date.UTC(2026, 0, 1)): VirtualClock {
  let now = startMs
  return {
    now: () => now,
    advance(ms) {
      if (!(ms >= 0)) throw new RangeError('a clock only goes forward')
      now += ms
    },
    back(ms) {
      now -= ms
    },
  }
}

/** Whole Unix seconds, rounded down: the resolution of a JWT's `exp` and `iat` (RFC 7519, 2). */
export const toSeconds = (ms: number): number => Math.floor(ms / 1000)

/** No lifetime can be set above this, so no token of ours is ever older. Seconds. */
export const MAX_LIFETIME = 400 * 24 * 60 * 60
