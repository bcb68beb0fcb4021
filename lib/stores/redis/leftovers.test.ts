import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createClient } from 'redis'
import { findRedis, startRedis, type RedisServer } from '../../../scripts/engines/redis.ts'
import { MAX_LIFETIME, systemClock } from '../../kernel/clock.ts'
import { isWorkspaceGone } from '../../kernel/problem.ts'
import type { Backend } from '../backend.ts'
import { replacing } from '../conformance/replacing.ts'
import { IN_MEMORY, openBackend } from '../open.ts'
import { withRedis } from './backend.ts'

/** What stays in Redis of what is gone: nothing for ever, and nothing that comes back. */

const scope = { workspace: 'w', strategy: 's', clock: systemClock }
const until = Date.now() + 60 * 60 * 1000
const times = { signedInAt: Date.now(), lastSeenAt: Date.now(), expiresAt: until }
const session = { id: 'x', secretHash: 'h', account: 'a', device: 'd', ...times }
const record = { settings: '{}', clockOffset: 0, createdAt: 0, lastUsedAt: 0 }

let redis: RedisServer
let client: ReturnType<typeof createClient>
let database: Backend
let backend: Backend
const opened: Backend[] = []

beforeAll(async () => {
  if (findRedis() === null) return
  redis = await startRedis()
  client = createClient({ url: redis.url })
  await client.connect()
  database = await openBackend(IN_MEMORY)
  backend = await withRedis(database, redis.url)
  opened.push(backend)
})
afterAll(async () => {
  if (findRedis() === null) return
  client.destroy()
  for (const one of opened) await one.close()
  await redis.end()
})

describe.skipIf(findRedis() === null)('Redis', () => {
  it('lets go of every key of a lab that nobody uses any more, and of none that is used', async () => {
    await backend.workspaces.insert({ key: 'w', ...record })
    const { stores } = backend
    const family = { id: 'f', account: 'a', device: 'd', signedInAt: Date.now(), generation: 0 }
    await stores.sessions(scope).insert(session)
    await stores.refreshFamilies(scope).insert({ ...family, rotatedAt: 0, expiresAt: until })
    for (const revocations of [stores.revocations(scope), backend.replicated?.(scope, 2)]) {
      await revocations?.stamp(until)
      await revocations?.revoke('t', until)
      await revocations?.cutOff('a')
    }
    await stores.versions(scope).bump('a')
    await stores.cutOffs(scope).issueTime('a')
    await stores.cutOffs(scope).set('a')
    await backend.thiefCopies('w').put('s', 'sealed')
    await backend.attempts?.({ name: 'guesses', points: 2, seconds: 60 }).consume('alice')

    const endless = async () => {
      const keys = await client.keys('*')
      const ends = await Promise.all(keys.map((key) => client.pTTL(key)))
      return keys.filter((_, index) => ends[index] === -1)
    }
    expect((await client.keys('*')).length).toBeGreaterThan(20)
    // The next question of where the stream stands sees to what belongs to the lab as a whole.
    await expect.poll(endless, { timeout: 60_000 }).toEqual([])

    // What decides about tokens outlives them all, counted from its last use.
    const [versions = ''] = await client.keys('*:versions')
    expect(await client.pTTL(versions)).toBeGreaterThan(MAX_LIFETIME * 1000)
    await client.pExpire(versions, 60_000)
    expect(await stores.versions(scope).current('a')).toBe(1)
    expect(await client.pTTL(versions)).toBeGreaterThan(MAX_LIFETIME * 1000)
  })

  it('takes nothing up of a workspace that is removed while it is looked for', async () => {
    await backend.workspaces.insert({ key: 'gone', ...record })
    const late = await withRedis(
      {
        ...database,
        close: async () => undefined,
        workspaces: replacing(database.workspaces, {
          async find(key) {
            const found = await database.workspaces.find(key)
            await backend.removeWorkspace(key)
            return found
          },
        }),
      },
      redis.url,
    )
    opened.push(late)
    const sessions = late.stores.sessions({ ...scope, workspace: 'gone' })
    await expect(sessions.insert(session)).rejects.toSatisfy(isWorkspaceGone)
    expect(await client.keys('*{gone}:*')).toEqual([])
  })

  it('is asked for little at a time, however much has ended or is removed', async () => {
    await backend.workspaces.insert({ key: 'full', ...record })
    const full = { ...scope, workspace: 'full' }
    const [sessions, revocations] = [
      backend.stores.sessions(full),
      backend.stores.revocations(full),
    ]
    const filled = async (expiresAt: number) => {
      await revocations.stamp(expiresAt)
      const each = Array.from({ length: 450 }, async (_, n) => {
        await sessions.insert({ ...session, id: `${n}`, account: `${n}`, expiresAt })
        await revocations.revoke(`${n}`, expiresAt)
        await revocations.cutOff(`${n}`)
      })
      await Promise.all(each)
    }
    const past = Date.now() - 3 * 24 * 60 * 60 * 1000
    await filled(past)
    // A key with such an end lasts for less than a moment beyond it: until it is pruned, here.
    const pruning = await deletedAtOnce(() => backend.prune(Date.now()))
    expect(Math.max(...pruning)).toBe(200)
    expect(await client.keys('*{full}:*:row:*')).toEqual([])
    await filled(until)
    const removing = await deletedAtOnce(() => backend.removeWorkspace('full'))
    expect(Math.max(...removing)).toBe(200)
    expect(await client.keys('*{full}:*')).toEqual([])
  })

  /** How many rows each script deleted while `work` went on, as the server itself tells. */
  async function deletedAtOnce(work: () => Promise<unknown>): Promise<number[]> {
    const monitor = await client.duplicate().connect()
    const scripts: number[] = []
    const over = Promise.withResolvers<void>()
    await monitor.monitor((line) => {
      if (/"evalsha"/i.test(line)) scripts.push(0)
      else if (/ lua\] "(DEL|UNLINK)" ".*:row:/i.test(line)) scripts.push((scripts.pop() ?? 0) + 1)
      else if (line.includes('that was all')) over.resolve()
    })
    await work()
    await client.echo('that was all')
    await over.promise
    monitor.destroy()
    return scripts
  }
})
