import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { createClient } from 'redis'
import { afterEach, describe, expect, it } from 'vitest'
import { findRedis } from '../../../scripts/engines/redis.ts'
import { isStoreUnavailable } from '../../kernel/problem.ts'
import { replacing } from '../conformance/replacing.ts'
import { IN_MEMORY, openBackend } from '../open.ts'
import { endAll, open, revocationsOf, row, scope, start } from './conformance/labs-on-servers.ts'
import { createTruth, receiptOf } from './truth.ts'

/** A server that has a replica: what one acknowledges, the other may never have heard of. */

const until = Date.now() + 60 * 60 * 1000

afterEach(endAll)

const socket = { reconnectStrategy: false } as const

/** A lab on a master whose replica has all up to a token that is stamped, and lacks its revocation. */
async function revokedOnOneOfTwo() {
  const master = await start()
  const replica = await start('--replicaof', '127.0.0.1', String(master.port))
  const backend = await open(master.url)
  const revocations = revocationsOf(backend)
  const token = { id: 't', account: 'a', stamp: await revocations.stamp(until) }
  expect(await master.say('WAIT 1 5000')).toBe(':1')
  expect(await replica.say('REPLICAOF NO ONE')).toBe('+OK')
  await revocations.revoke('t', until)
  expect(await revocations.isRevoked(token)).toBe(true)
  return { master, replica, backend, isRevoked: () => revocations.isRevoked(token) }
}

/** Nobody is let in meanwhile: an outage is an answer. */
async function isNeverLetIn(isRevoked: () => Promise<boolean>, ends: () => Promise<boolean>) {
  while (!(await ends())) {
    const answer = await isRevoked().catch((error: unknown) => isStoreUnavailable(error))
    expect(answer).toBe(true)
    await pause(5)
  }
}

describe.skipIf(findRedis() === null)('a revocation that was acknowledged', () => {
  it('is not forgotten by a replica that took over, and writes to its disk at once', async () => {
    const { master, replica, backend, isRevoked } = await revokedOnOneOfTwo()
    process.kill(master.pid, 'SIGKILL')
    await expect.poll(() => replica.say(`CONFIG SET port ${master.port}`)).toBe('+OK')
    await isNeverLetIn(isRevoked, async () => (await backend.unavailable()).length === 0)
    expect(await isRevoked()).toBe(true)
  })

  it('is not forgotten by a server that was made a replica of one that lacks it', async () => {
    const { master, replica, backend, isRevoked } = await revokedOnOneOfTwo()
    expect(await master.say(`REPLICAOF 127.0.0.1 ${replica.port}`)).toBe('+OK')
    const says = [expect.stringContaining('it is a replica')]
    await expect.poll(() => backend.unavailable()).toEqual(says)
    const follows = `redis.call('INFO', 'replication'):find('master_link_status:up')`
    const isUp = async () => (await master.say(`EVAL "return ${follows}" 0`)).startsWith(':')
    await isNeverLetIn(isRevoked, isUp)
    // What only follows is not asked.
    await expect(isRevoked()).rejects.toSatisfy(isStoreUnavailable)
    expect(await master.say('REPLICAOF NO ONE')).toBe('+OK')
    await isNeverLetIn(isRevoked, async () => (await backend.unavailable()).length === 0)
    expect(await isRevoked()).toBe(true)
  })

  it('is not forgotten with what is emptied while a workspace is looked for', async () => {
    const redis = await start()
    const database = await openBackend(IN_MEMORY)
    let isEmptied = true
    const workspaces = replacing(database.workspaces, {
      async find(key) {
        if (!isEmptied) await redis.say('FLUSHALL')
        isEmptied = true
        return database.workspaces.find(key)
      },
    })
    const backend = await open(redis.url, { ...database, workspaces })
    const revocations = revocationsOf(backend)
    const token = { id: 't', account: 'a', stamp: await revocations.stamp(until) }
    await revocations.revoke('t', until)
    isEmptied = false
    // What Redis no longer knows of the workspace is why it is looked for.
    const { lab } = JSON.parse((await database.serverState.read('redis')) ?? '') as { lab: string }
    expect(await redis.say(`DEL lab:${lab}:{w}`)).toBe(':1')
    await expect(revocations.isRevoked(token)).rejects.toSatisfy(isStoreUnavailable)
    expect(isEmptied).toBe(true)
  })

  it('is looked for, though an older one is told of later', async () => {
    const redis = await start('--appendfsync', 'everysec')
    const { serverState } = await openBackend(IN_MEMORY)
    let count = 0
    let isCounted = () => {}
    const nextCount = () => {
      count += 1
      queueMicrotask(isCounted)
      return count
    }
    const trust = { node: 'n', newLab: 'l', acceptForgetting: false }
    const truth = createTruth(serverState, trust, nextCount)
    const connected = async () =>
      createClient({ url: redis.url, socket })
        .on('error', () => {})
        .connect()
    const client = await connected()
    await truth.believe(client)
    const written = Promise.withResolvers<void>()
    isCounted = () => {
      isCounted = () => {}
      const mine = (count += 1)
      const answered = client.hSet('w', receiptOf('n'), mine)
      written.resolve(answered.then(() => truth.acknowledged('w', mine)))
    }
    await Promise.all([truth.isStillTrue(client), written.promise])
    // As if it had not come to the disk.
    await redis.say('DEL w')
    await redis.restart()
    const again = await connected()
    await truth.believe(again)
    expect(truth.epoch()).toBe(2)
    client.destroy()
    again.destroy()
  })
})

it.skipIf(findRedis() === null)(
  'a removed workspace leaves the receipts of all in it',
  async () => {
    const redis = await start()
    const database = await openBackend(IN_MEMORY)
    const here = await open(redis.url, database)
    const there = await open(redis.url, { ...database, close: async () => undefined })
    const token = { id: 't', account: 'a', stamp: await revocationsOf(here).stamp(until) }
    await database.workspaces.insert({ ...row, key: 'gone' })
    await here.stores.revocations({ ...scope, workspace: 'gone' }).revoke('x', until)
    await there.removeWorkspace('gone')
    // What was written last is there, and nothing was lost with it.
    await redis.restart()
    for (const node of [here, there]) {
      await expect
        .poll(() =>
          revocationsOf(node)
            .isRevoked(token)
            .catch(() => null),
        )
        .not.toBeNull()
      expect(await revocationsOf(node).isRevoked(token)).toBe(false)
    }
  },
)

it.skipIf(findRedis() === null)('all is read from where it is written to', async () => {
  const [before, after] = [await start(), await start()]
  let { port } = before
  const ends: Socket[] = []
  const door = createServer((near) => {
    const far = connect(port, '127.0.0.1')
    for (const end of [near, far]) end.on('error', () => undefined)
    near.on('close', () => far.destroy())
    near.pipe(far).pipe(near)
    ends.push(near)
  })
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve))
  const { port: at } = door.address() as AddressInfo
  const backend = await open(`redis://127.0.0.1:${at}`)
  const store = backend.replicated?.(scope, 1)
  const token = { id: 't', account: 'a', stamp: 0 }
  expect(await store?.isRevoked(token)).toBe(false)
  // The address is another server's by now, and one of the two connections is left at the old one.
  port = after.port
  ends[0]?.destroy()
  await expect.poll(() => store?.isRevoked(token).catch(() => null), { timeout: 20_000 }).toBe(true)
  expect(await backend.unavailable()).toEqual([])
  for (const end of ends) end.destroy()
  door.close()
})
