import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  findRedis,
  sharedRedis,
  startRedis,
  type RedisServer,
} from '../../../scripts/engines/redis.ts'
import { virtualClock } from '../../kernel/clock.ts'
import { isStoreUnavailable } from '../../kernel/problem.ts'
import type { Backend } from '../backend.ts'
import { within } from '../conformance/turns.ts'
import { IN_MEMORY, openBackend } from '../open.ts'
import { withRedis, type RedisOptions } from './backend.ts'
import { objectionsTo } from './server.ts'

/** What is special about this driver: a server of its own, which can be away, and can forget. */

const clock = virtualClock()
const HOUR = 60 * 60 * 1000
const until = clock.now() + HOUR
const token = { id: 't', account: 'a', stamp: 0 }

let redis: RedisServer
let backend: Backend
const opened: Backend[] = []
const started: RedisServer[] = []

async function start(settings?: readonly string[], options?: RedisOptions) {
  redis = await startRedis(settings)
  started.push(redis)
  backend = await withRedis(await openBackend(IN_MEMORY), redis.url, options)
  opened.push(backend)
  await insert('w')
}
const insert = (key: string) =>
  backend.workspaces.insert({ key, settings: '{}', clockOffset: 0, createdAt: 0, lastUsedAt: 0 })

afterEach(async () => {
  for (const one of opened.splice(0)) await one.close()
  for (const one of started.splice(0)) await one.end()
})

const storesOf = ({ stores }: Backend) => {
  const scope = { workspace: 'w', strategy: 's', clock }
  return {
    revocations: stores.revocations(scope),
    sessions: stores.sessions(scope),
    versions: stores.versions(scope),
    cutOffs: stores.cutOffs(scope),
  }
}

/** No call may take longer than a request may: milliseconds. */
const BOUND = 2_000

const failsInTime = (call: () => Promise<unknown>) =>
  within(BOUND, () => expect(call()).rejects.toSatisfy(isStoreUnavailable))

/** By itself, without anybody's doing. */
const comesBack = () =>
  expect.poll(() => backend.unavailable(), { timeout: 60_000, interval: 20 }).toEqual([])

const session = { id: 'x', secretHash: 'h', account: 'a', device: 'd' }
const times = { signedInAt: clock.now(), lastSeenAt: clock.now(), expiresAt: until }

/** Everything that could let something in again, were it forgotten. */
async function voidAll() {
  const { revocations, versions, cutOffs, sessions } = storesOf(backend)
  await revocations.revoke('t', until)
  await versions.bump('a')
  const issued = await cutOffs.issueTime('a')
  await cutOffs.set('a')
  await sessions.insert({ ...session, ...times })
  return issued
}

/**
 * What follows is on the disk when it is acknowledged. With `everysec`, a write that comes while the
 * disk is busy waits in the server, for up to two seconds, and a kill can lose it.
 */
const writeThrough = () => redis.say('CONFIG SET appendfsync always')

describe.skipIf(findRedis() === null)('Redis as it should be', () => {
  beforeEach(() => start())

  it('loses nothing that it acknowledged, when it is killed', async () => {
    await writeThrough()
    await voidAll()
    process.kill(redis.pid, 'SIGKILL')
    const { revocations, sessions, versions } = storesOf(backend)
    await failsInTime(() => revocations.isRevoked(token))
    await failsInTime(() => revocations.revoke('u', until))
    expect(await backend.unavailable()).toEqual([expect.stringMatching(/^Redis \(/)])
    await redis.restart()
    await comesBack()
    expect(await revocations.isRevoked(token)).toBe(true)
    expect(await sessions.find('x')).not.toBeNull()
    expect(await versions.current('a')).toBe(1)
  })

  it('is not waited for when it is silent, and is asked again when it is back', async () => {
    await voidAll()
    const { revocations } = storesOf(backend)
    process.kill(redis.pid, 'SIGSTOP')
    await failsInTime(() => revocations.isRevoked(token))
    await failsInTime(() => revocations.isRevoked(token))
    process.kill(redis.pid, 'SIGCONT')
    await comesBack()
    expect(await revocations.isRevoked(token)).toBe(true)
  })

  it('that was emptied lets nothing in that was issued before', async () => {
    const issued = await voidAll()
    const { revocations, sessions, versions, cutOffs } = storesOf(backend)
    const before = await revocations.stamp(until)
    await redis.say('FLUSHALL')
    await failsInTime(() => revocations.isRevoked(token))
    await comesBack()
    expect(await revocations.isRevoked(token)).toBe(true)
    expect(await revocations.isRevoked({ id: 'other', account: 'b', stamp: before })).toBe(true)
    expect(await versions.current('a')).toBeGreaterThan(1)
    expect(await versions.current('b')).toBeGreaterThan(0)
    expect(await cutOffs.last('a')).toBeGreaterThanOrEqual(issued)
    expect(await sessions.find('x')).toBeNull()
    // And what comes after is let in, and can be ended.
    const stamp = await revocations.stamp(until)
    expect(await revocations.isRevoked({ id: 'new', account: 'a', stamp })).toBe(false)
    await revocations.cutOff('a')
    expect(await revocations.isRevoked({ id: 'new', account: 'a', stamp })).toBe(true)
    expect(await cutOffs.issueTime('a')).toBeGreaterThan(await cutOffs.last('a'))
  })

  it('that is full keeps nothing new, says so, and still ends sessions', async () => {
    await voidAll()
    await redis.say('CONFIG SET maxmemory 1')
    const { revocations, sessions } = storesOf(backend)
    await failsInTime(() => revocations.revoke('u', until))
    expect(await backend.unavailable()).toEqual(['Redis (its memory is full)'])
    expect(await revocations.isRevoked(token)).toBe(true)
    expect(await sessions.remove('x')).toBe(true)
    expect(await sessions.find('x')).toBeNull()
    await redis.say('CONFIG SET maxmemory 0')
    await comesBack()
    await revocations.revoke('u', until)
  })

  it('keeps the state of a lab apart from that of another', async () => {
    await voidAll()
    const other = await withRedis(await openBackend(IN_MEMORY), redis.url)
    opened.push(other)
    await other.workspaces.insert({ ...row, key: 'w' })
    expect(await storesOf(other).revocations.isRevoked(token)).toBe(false)
    await other.removeWorkspace('w')
    expect(await storesOf(backend).revocations.isRevoked(token)).toBe(true)
  })

  it('has nothing left of a workspace that was removed, but that it is gone', async () => {
    await voidAll()
    await storesOf(backend).revocations.cutOff('a')
    expect(Number((await redis.say('DBSIZE')).slice(1))).toBeGreaterThan(10)
    await backend.removeWorkspace('w')
    // The epoch, the receipt of this process, and the mark of the workspace.
    await expect.poll(() => redis.say('DBSIZE')).toBe(':3')
  })
})

const row = { settings: '{}', clockOffset: 0, createdAt: 0, lastUsedAt: 0 }

describe.skipIf(findRedis() === null)('two nodes', () => {
  it('agree that everything was forgotten, and about what came after', async () => {
    await start()
    const second = await withRedis(
      { ...(await openBackend(IN_MEMORY)), ...shared(backend) },
      redis.url,
    )
    opened.push(second)
    await voidAll()
    expect(await storesOf(second).revocations.isRevoked(token)).toBe(true)
    await redis.say('FLUSHALL')
    await comesBack()
    await expect.poll(() => second.unavailable(), { timeout: 60_000 }).toEqual([])
    const stamp = await storesOf(backend).revocations.stamp(until)
    const fresh = { id: 'new', account: 'a', stamp }
    expect(await storesOf(second).revocations.isRevoked(token)).toBe(true)
    expect(await storesOf(second).revocations.isRevoked(fresh)).toBe(false)
    await storesOf(second).revocations.revoke('new', until)
    expect(await storesOf(backend).revocations.isRevoked(fresh)).toBe(true)
  })
})

/** What two nodes have in common beside Redis: the database. */
const shared = ({ workspaces, serverState }: Backend) => ({ workspaces, serverState })

describe.skipIf(findRedis() === null)('attempts', () => {
  it('are counted by all nodes together, and by each alone while Redis is away', async () => {
    await start()
    const other = await withRedis({ ...backend, close: async () => undefined }, redis.url)
    opened.push(other)
    const rule = { name: 'guesses', points: 2, seconds: 60 }
    const [mine, theirs] = [backend.attempts?.(rule), other.attempts?.(rule)]
    await mine?.consume('alice')
    await theirs?.consume('alice')
    expect((await mine?.get('alice'))?.consumedPoints).toBe(2)
    await expect(mine?.consume('alice')).rejects.toMatchObject({ remainingPoints: 0 })
    await mine?.consume('bob')
    expect((await theirs?.get('bob'))?.consumedPoints).toBe(1)
    process.kill(redis.pid, 'SIGKILL')
    await expect.poll(() => backend.unavailable()).not.toEqual([])
    await mine?.consume('alice')
    await mine?.consume('alice')
    await expect(mine?.consume('alice')).rejects.toMatchObject({ remainingPoints: 0 })
  })
})

describe.skipIf(findRedis() === null)('Redis as it should not be', () => {
  const forgets = ['--appendonly', 'no', '--save', '']

  it('is refused, with the reason and the remedy', async () => {
    await expect(start(forgets)).rejects.toThrow(/set appendonly yes/)
    const evicts = ['--appendonly', 'yes', '--maxmemory-policy', 'allkeys-lru']
    await expect(start(evicts)).rejects.toThrow(/set maxmemory-policy noeviction/)
    const nowhere = withRedis(await openBackend(IN_MEMORY), 'redis://127.0.0.1:1')
    await expect(nowhere).rejects.toThrow('it cannot be reached')
  })

  it.each([
    ['redis://', '/99', 'it has no database of this number'],
    ['redis://', '/words', 'it has no database of this number'],
    ['redis://bob:secret@', '', 'it does not take this user with this password'],
    ['rediss://', '', 'if it speaks no TLS, use redis://'],
  ])('is told as what it is: %sHOST%s', async (before, after, says) => {
    const { port } = await sharedRedis()
    const asked = withRedis(await openBackend(IN_MEMORY), `${before}127.0.0.1:${port}${after}`)
    await expect(asked).rejects.toThrow(says)
  })

  it('is taken where somebody says so, and then lets nothing in that it forgot', async () => {
    await start(forgets, { acceptForgetting: true })
    await voidAll()
    process.kill(redis.pid, 'SIGKILL')
    const { revocations } = storesOf(backend)
    await failsInTime(() => revocations.isRevoked(token))
    await redis.restart()
    await comesBack()
    expect(await revocations.isRevoked(token)).toBe(true)
  })
})

describe.skipIf(findRedis() === null)('a Redis that lost its last writes', () => {
  it('is noticed by who made them, though all before is there', async () => {
    await start(['--appendonly', 'no', '--save', ''], { acceptForgetting: true })
    const { revocations, sessions } = storesOf(backend)
    const stamp = await revocations.stamp(until)
    await sessions.insert({ ...session, ...times })
    expect(await redis.say('SAVE')).toBe('+OK')
    await revocations.revoke('t', until)
    process.kill(redis.pid, 'SIGKILL')
    await failsInTime(() => revocations.isRevoked(token))
    await redis.restart()
    await comesBack()
    expect(await revocations.isRevoked({ ...token, stamp })).toBe(true)
    expect(await sessions.find('x')).toBeNull()
  })

  it('is believed by who finds its own last write', async () => {
    await start()
    await writeThrough()
    await voidAll()
    const { revocations } = storesOf(backend)
    const stamp = await revocations.stamp(until)
    process.kill(redis.pid, 'SIGKILL')
    await redis.restart()
    await comesBack()
    expect(await revocations.isRevoked({ id: 'new', account: 'b', stamp })).toBe(false)
  })
})

it('judges settings, and their absence', () => {
  const good = { 'maxmemory-policy': 'noeviction', appendonly: 'yes', appendfsync: 'everysec' }
  expect(objectionsTo(good)).toEqual([])
  expect(objectionsTo({ ...good, 'maxmemory-policy': 'volatile-ttl' })).toHaveLength(1)
  expect(objectionsTo({ ...good, appendonly: 'no' })).toHaveLength(1)
  expect(objectionsTo(null)).toHaveLength(1)
})
