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
    await expect.poll(() => client.keys('*{gone}:*')).toEqual([])
  })

  it('is asked for little at a time, however much has ended, is void or is removed', async () => {
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
    const pruning = deletedAtOnce(await heard(() => backend.prune(scope.clock.now())))
    expect(Math.max(...pruning)).toBe(200)
    expect(await client.keys('*{full}:*:row:*')).toEqual([])
    await filled(until)
    // As it is found by who begins another epoch: what is void there goes as gently.
    const meta = (await client.keys('*{full}'))[0] ?? ''
    await client.hSet(meta, 'epoch', 0)
    const admitting = await heard(async () => {
      const asked = [sessions.find('1'), sessions.find('449'), revocations.stamp(until)]
      expect((await Promise.all(asked)).slice(0, 2)).toEqual([null, null])
    })
    expect(Math.max(...deletedAtOnce(admitting))).toBe(200)
    // No node of the epoch before takes what is left for all that there was.
    const voided = admitting.findIndex((line) => / lua\] "HDEL" ".*" "epoch"/i.test(line))
    expect(voided).toBeGreaterThan(-1)
    expect(voided).toBeLessThan(admitting.findIndex(isOfRow))
    expect(await client.keys('*{full}:*:row:*')).toEqual([])
    await filled(until)
    const removing = await heard(async () => {
      await backend.removeWorkspace('full')
      await expect.poll(() => client.keys('*{full}:*')).toEqual([])
    })
    expect(Math.max(...deletedAtOnce(removing))).toBe(200)
  })

  it('counts nothing of what is half emptied, and goes on with it', async () => {
    await backend.workspaces.insert({ key: 'half', ...record })
    const half = { ...scope, workspace: 'half' }
    const sessions = backend.stores.sessions(half)
    const ids = Array.from({ length: 450 }, (_, n) => `${n}`)
    await Promise.all(ids.map((id) => sessions.insert({ ...session, id })))
    const meta = (await client.keys('*{half}'))[0] ?? ''
    const { epoch = '' } = await client.hGetAll(meta)
    // Nobody of this epoch has taken it up; whoever began has ended amid it.
    await client.hDel(meta, ['epoch', 'base'])
    expect(await client.keys('*{half}:*:row:*')).toHaveLength(450)
    expect((await Promise.all(ids.map((id) => sessions.find(id)))).filter(Boolean)).toEqual([])
    expect(await client.keys('*{half}:*:row:*')).toEqual([])
    expect(await client.hGet(meta, 'epoch')).toBe(epoch)
  })

  /** All that the server does while `work` goes on, as it tells itself, a line each. */
  async function heard(work: () => Promise<unknown>): Promise<string[]> {
    const monitor = await client.duplicate().connect()
    const lines: string[] = []
    const over = Promise.withResolvers<void>()
    await monitor.monitor((line) => {
      if (line.includes('that was all')) over.resolve()
      else lines.push(line)
    })
    await work()
    await client.echo('that was all')
    await over.promise
    monitor.destroy()
    return lines
  }

  const isOfRow = (line: string) => / lua\] "(DEL|UNLINK)" ".*:row:/i.test(line)

  /** How many rows each script deleted. */
  function deletedAtOnce(lines: readonly string[]): number[] {
    const scripts: number[] = []
    for (const line of lines) {
      if (/"evalsha"/i.test(line)) scripts.push(0)
      else if (isOfRow(line)) scripts.push((scripts.pop() ?? 0) + 1)
    }
    return scripts
  }
})
