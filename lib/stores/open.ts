import type { Backend } from './backend.ts'
import type { RedisOptions } from './redis/backend.ts'
import { openSqlite } from './sqlite/backend.ts'

/** Keeps everything in this process, for as long as it lives. */
export const IN_MEMORY = 'file::memory:'

/** Redis for session state, beside a database that keeps everything else. */
export interface SessionServer extends RedisOptions {
  url: string
}

/**
 * Opens one of the shapes that are supported: everything in one SQLite file, with session state in
 * Redis where one is named as well; or PostgreSQL and Redis, of which each needs the other. The drivers
 * are known here and nowhere else.
 * @throws when one cannot be opened, or there is no such shape
 */
export async function openBackend(url: string, redis?: SessionServer): Promise<Backend> {
  // Loaded where they are wanted: whoever has one machine need not wait for them.
  if (url.startsWith('file:')) {
    const sqlite = await openSqlite(url.slice('file:'.length))
    return redis === undefined ? sqlite : closingOnFailure(sqlite, withSessionsIn(sqlite, redis))
  }
  if (redis === undefined) throw new Error('PostgreSQL is supported beside Redis alone')
  const { openPostgres } = await import('./postgres/backend.ts')
  const { besideRedis } = await import('./postgres/beside-redis.ts')
  const postgres = await openPostgres(url)
  const both = withSessionsIn(postgres, redis).then((state) => besideRedis(postgres, state))
  return closingOnFailure(postgres, both)
}

async function withSessionsIn(
  main: Omit<Backend, 'stores' | 'thiefCopies'>,
  redis: SessionServer,
): Promise<Backend> {
  const { withRedis } = await import('./redis/backend.ts')
  return withRedis(main, redis.url, redis)
}

async function closingOnFailure(
  main: Pick<Backend, 'close'>,
  opening: Promise<Backend>,
): Promise<Backend> {
  try {
    return await opening
  } catch (error) {
    await main.close()
    throw error
  }
}
