import type { Backend } from './backend.ts'
import { withRedis, type RedisOptions } from './redis/backend.ts'
import { openSqlite } from './sqlite/backend.ts'

/** Keeps everything in this process, for as long as it lives. */
export const IN_MEMORY = 'file::memory:'

/** Redis for session state, beside a database that keeps everything else. */
export interface SessionServer extends RedisOptions {
  url: string
}

/**
 * Opens the backend that a database's URL names, with session state in Redis where one is named as
 * well. The drivers are known here and nowhere else.
 * @throws when one cannot be opened, or there is no driver for it
 */
export async function openBackend(url: string, redis?: SessionServer): Promise<Backend> {
  const main = await openMain(url)
  if (redis === undefined) return main
  try {
    return await withRedis(main, redis.url, redis)
  } catch (error) {
    await main.close()
    throw error
  }
}

async function openMain(url: string): Promise<Backend> {
  if (url.startsWith('file:')) return openSqlite(url.slice('file:'.length))
  throw new Error('there is no driver for this database')
}
