import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import type { AttemptCounter, AttemptRule } from '../stores/attempts.ts'
import { networkOf } from './network-of.ts'

/** Counts what happens too often, on real time: advancing a workspace's clock does not help a guesser. */
export interface Limit {
  /** Seconds until the next attempt is allowed; 0 when one is allowed now. Counts nothing. */
  wait(key: string): Promise<number>
  /** Counts an attempt, in one step: 0 where it is allowed, else the seconds to wait. */
  take(key: string): Promise<number>
}

export interface Limits {
  accountFailures: Limit
  addressFailures: Limit
  addressWorkspaces: Limit
  /** How many workspaces may be alive. */
  workspaces: number
}

type Counting = (rule: AttemptRule) => AttemptCounter

/** Each process for itself, where no engine counts for all. */
const inThisProcess: Counting = ({ points, seconds: duration }) =>
  new RateLimiterMemory({ points, duration })

function limit(counting: Counting, rule: AttemptRule): Limit {
  const { points } = rule
  const limiter = counting(rule)
  const seconds = (result: RateLimiterRes) => Math.max(1, Math.ceil(result.msBeforeNext / 1000))
  return {
    async wait(key) {
      const result = await limiter.get(key)
      return result && result.consumedPoints >= points ? seconds(result) : 0
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
function networkLimit(counting: Counting, rule: AttemptRule): Limit {
  const { wait, take } = limit(counting, rule)
  return {
    wait: (address) => wait(networkOf(address)),
    take: (address) => take(networkOf(address)),
  }
}

export const createLimits = (
  numbers: Record<keyof Limits, number>,
  counting: Counting = inThisProcess,
): Limits => {
  const { accountFailures, addressFailures, addressWorkspaces, workspaces } = numbers
  const hour = 60 * 60
  return {
    accountFailures: limit(counting, { name: 'account', points: accountFailures, seconds: 60 }),
    addressFailures: networkLimit(counting, {
      name: 'address',
      points: addressFailures,
      seconds: 60,
    }),
    addressWorkspaces: networkLimit(counting, {
      name: 'workspaces',
      points: addressWorkspaces,
      seconds: hour,
    }),
    workspaces,
  }
}
