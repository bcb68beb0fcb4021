import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

/** Counts what happens too often, on real time: advancing a workspace's clock does not help a guesser. */
export interface Limit {
  /** Seconds until the next attempt is allowed; 0 when one is allowed now. Counts nothing. */
  wait(key: string): Promise<number>
  count(key: string): Promise<void>
  /** Both in one step: counts an attempt that is allowed and answers 0, or the seconds to wait. */
  take(key: string): Promise<number>
}

export interface Limits {
  accountFailures: Limit
  addressFailures: Limit
  addressWorkspaces: Limit
  /** How many workspaces may be alive. */
  workspaces: number
}

function limit(points: number, durationSeconds: number): Limit {
  const limiter = new RateLimiterMemory({ points, duration: durationSeconds })
  const seconds = (result: RateLimiterRes) => Math.max(1, Math.ceil(result.msBeforeNext / 1000))
  return {
    async wait(key) {
      const result = await limiter.get(key)
      return result && result.consumedPoints >= points ? seconds(result) : 0
    },
    async count(key) {
      await limiter.penalty(key, 1)
    },
    async take(key) {
      try {
        await limiter.consume(key)
        return 0
      } catch (refusal) {
        if (refusal instanceof RateLimiterRes) return seconds(refusal)
        throw refusal
      }
    },
  }
}

export const createLimits = (numbers: {
  accountFailures: number
  addressFailures: number
  addressWorkspaces: number
  workspaces: number
}): Limits => ({
  accountFailures: limit(numbers.accountFailures, 60),
  addressFailures: limit(numbers.addressFailures, 60),
  addressWorkspaces: limit(numbers.addressWorkspaces, 60 * 60),
  workspaces: numbers.workspaces,
})
