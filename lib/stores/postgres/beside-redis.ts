import type { Backend } from '../backend.ts'
import type { PostgresPart } from './backend.ts'

/**
 * What many nodes share: session state where `redis` keeps it, but the sessions of libraries, whose
 * adapters want a database, in PostgreSQL.
 * @param redis what stands on the same PostgreSQL for everything else
 */
export function besideRedis(postgres: PostgresPart, redis: Backend): Backend {
  return {
    ...redis,
    stores: { ...redis.stores, ...postgres.stores },
    async inspect(workspace, strategy) {
      const parts = [redis.inspect(workspace, strategy), postgres.inspect(workspace, strategy)]
      return (await Promise.all(parts)).flat()
    },
    async leak(workspace) {
      const texts = await Promise.all([redis.leak(workspace), postgres.leak(workspace)])
      return [...new Set(texts.flat())]
    },
    async outage() {
      const outages = [await redis.outage()]
      try {
        outages.push(await postgres.outage())
      } catch (error) {
        await outages[0]?.end()
        throw error
      }
      return {
        async end() {
          for (const { end } of outages) await end()
        },
      }
    },
  }
}
