import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { networkOf } from './network-of.ts'

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

/** Keyed by addresses, which count as their network. */
function networkLimit(points: number, durationSeconds: number): Limit {
  const { wait, count, take } = limit(points, durationSeconds)
  return {
    wait: (address) => wait(networkOf(address)),
    count: (address) => count(networkOf(address)),
    take: (address) => take(networkOf(address)),
  }
}

export const createLimits = (numbers: {
  accountFailures: number
  addressFailures: number
  addressWorkspaces: number
  workspaces: number
}): Limits => ({
  accountFailures: limit(numbers.accountFailures, 60),
  addressFailures: networkLimit(numbers.addressFailures, 60),
  addressWorkspaces: networkLimit(numbers.addressWorkspaces, 60 * 60),
  workspaces: numbers.workspaces,
})
