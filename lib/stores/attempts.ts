import type { RateLimiterAbstract } from 'rate-limiter-flexible'

/** So many of what is counted under one name, in so many seconds for each key. */
export interface AttemptRule {
  name: string
  points: number
  seconds: number
}

/** Counts attempts by a key; whoever takes one too many is refused, as that library refuses. */
export type AttemptCounter = Pick<RateLimiterAbstract, 'get' | 'consume'>
