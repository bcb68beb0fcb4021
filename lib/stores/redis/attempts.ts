import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible'
import type { AttemptCounter, AttemptRule } from '../attempts.ts'
import type { Client, Link } from './link.ts'

/**
 * Attempts counted in Redis, for all nodes together. While it does not answer, each node counts for
 * itself: whoever guesses gets more guesses than the limit then, by the number of nodes, and no more.
 */
export const redisAttempts =
  (link: Link, prefix: () => string) =>
  ({ name, points, seconds }: AttemptRule): AttemptCounter => {
    const alone = new RateLimiterMemory({ points, duration: seconds })
    // A lost connection is another client afterwards, and a limiter has one for life.
    const limiters = new WeakMap<Client, RateLimiterRedis>()
    function limiterOf(client: Client): RateLimiterRedis {
      const keyPrefix = `${prefix()}limit:${name}`
      const found =
        limiters.get(client) ??
        new RateLimiterRedis({
          storeClient: client,
          useRedisPackage: true,
          keyPrefix,
          points,
          duration: seconds,
        })
      limiters.set(client, found)
      return found
    }

    async function counted<Answer>(ask: (counter: AttemptCounter) => Promise<Answer>) {
      try {
        return await link.ask((client) => ask(limiterOf(client)))
      } catch (refusal) {
        if (refusal instanceof RateLimiterRes) throw refusal
        return ask(alone)
      }
    }
    return {
      get: (key) => counted((counter) => counter.get(key)),
      consume: (key, more) => counted((counter) => counter.consume(key, more)),
    }
  }
