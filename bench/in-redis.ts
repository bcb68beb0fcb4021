import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { Runtime } from '../lib/workspace/runtime.ts'
import type { RedisServer } from '../scripts/engines/redis.ts'

/** As many as fit into one line that is said to Redis. */
const AT_ONCE = 1_000

const recordSchema = z.object({ lab: z.string() })

/** As if so many had been revoked before: they are in force, and no entry of the stream tells of them. */
export async function hold(redis: RedisServer, runtime: Runtime, tokens: number): Promise<void> {
  const record = (await runtime.backend.serverState.read('redis')) ?? ''
  const { lab } = recordSchema.parse(JSON.parse(record))
  const inAYear = Math.ceil(Date.now() / 1000) + 365 * 24 * 60 * 60
  for (let count = 0; count < tokens; count += AT_ONCE) {
    const members = Array.from(
      { length: Math.min(AT_ONCE, tokens - count) },
      () => `${inAYear} ${newMark()}`,
    )
    await redis.say(`ZADD lab:${lab}:feed:revoked ${members.join(' ')}`)
  }
}

/** Names a token that never was. */
export const newMark = () => randomBytes(16).toString('base64url')

/** Bytes of all keys but the stream, which keeps the last entries and nothing for ever. */
export async function keptBy(redis: RedisServer): Promise<number> {
  const script =
    "local sum, cursor = 0, '0' repeat local page = redis.call('SCAN', cursor, 'COUNT', 1000) " +
    "cursor = page[1] for _, key in ipairs(page[2]) do if redis.call('TYPE', key).ok ~= 'stream' " +
    "then sum = sum + redis.call('MEMORY', 'USAGE', key, 'SAMPLES', 0) end end until cursor == '0' " +
    'return sum'
  return Number((await redis.say(`EVAL "${script}" 0`)).replace(':', ''))
}
