import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible'

/** Counts what happens too often, on real time: advancing a workspace's clock does not help a guesser. */
export interface Limit {
  /** Seconds until the next attempt is allowed; 0 when one is allowed now. Counts nothing. */
  wait(key: string): Promise<number>
  count(key: string): Promise<void>
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
