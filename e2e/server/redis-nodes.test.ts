import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { REPLICA_BOUND } from '#lib/kernel/replica-bound.ts'
import { findRedis, startRedis, type RedisServer } from '../../scripts/engines/redis.ts'
import { Client, newLab, type Lab } from './client.ts'
import { openLine, type Line } from '../../scripts/engines/line.ts'
import { start, temporaryFolder, type Running } from './start.ts'

/** Two nodes of the built app, on one database and one Redis: what each holds in its memory. */

const STRATEGY = 'jwt-replicated-blocklist'
const ROUNDS = process.env['LAB_LONG'] ? 20 : 1
/** Milliseconds: the bound, and what a request takes on a machine that is busy. */
const BOUND = REPLICA_BOUND * 1000
const SLACK = 500

let folder: ReturnType<typeof temporaryFolder>
let redis: RedisServer
let line: Line
let here: Running
let there: Running
let lab: Lab

async function signIn(to = lab): Promise<Client> {
  const client = new Client(here.url, to)
  expect((await client.logIn(STRATEGY)).status).toBe(200)
  expect(await lookThere(client)).toBe(200)
  return client
}

const lookThere = async (client: Client) =>
  (await client.copy(there.url).under(STRATEGY, 'GET', 'me')).status

const signOut = async (client: Client) =>
  (await client.copy().under(STRATEGY, 'POST', 'logout', {})).status

/** From now on, for a while, whoever signed out is let in nowhere. */
async function neverLetIn(clients: readonly Client[], ms: number): Promise<void> {
  for (const ends = performance.now() + ms; performance.now() < ends; await pause(20)) {
    for (const client of clients) expect([401, 503]).toContain(await lookThere(client))
  }
}

const isReady = () =>
  expect
    .poll(async () => (await fetch(`${there.url}/readyz`)).status, { timeout: 120_000 })
    .toBe(200)

describe.skipIf(findRedis() === null)('a node', () => {
  // One pair goes through all: the last of the tests kills one of them.
  beforeAll(async () => {
    folder = temporaryFolder()
    redis = await startRedis()
    line = await openLine(redis.port)
    const database = `${folder.path}/lab.db`
    const env = { LAB_LIMIT_ACCOUNT_FAILURES: '1000000' }
    here = await start({ database, env: { ...env, REDIS_URL: redis.url } })
    const otherWay = `redis://127.0.0.1:${line.port}`
    there = await start({ database, env: { ...env, REDIS_URL: otherWay, LAB_NODE: 'node-2' } })
    // In the header, which is the same at every port.
    lab = await newLab(here.url, { transport: 'cookie' })
  })
  afterAll(async () => {
    for (const server of [here, there]) await server[Symbol.asyncDispose]()
    await line[Symbol.asyncDispose]()
    await redis.end()
    folder[Symbol.dispose]()
  })

  test('hears of what was revoked at another, though it slept past the end of the stream', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const [first, second] = [await signIn(), await signIn()]
      expect(await signOut(first)).toBe(200)
      await expect.poll(() => lookThere(first), { timeout: BOUND + SLACK, interval: 5 }).toBe(401)
      process.kill(there.pid, 'SIGSTOP')
      expect(await signOut(second)).toBe(200)
      const trim = `for _, key in ipairs(redis.call('KEYS', '*:feed')) do redis.call('XTRIM', key, 'MAXLEN', 0) end return 1`
      expect(await redis.say(`EVAL "${trim}" 0`)).toBe(':1')
      await pause(BOUND)
      process.kill(there.pid, 'SIGCONT')
      await neverLetIn([first, second], 1_000)
      await isReady()
      expect(await lookThere(second)).toBe(401)
    }
  })

  test('that is cut off from Redis lets nobody in past the bound, and is not ready', async () => {
    const set = await newLab(here.url, { transport: 'cookie', replicaBound: 60 })
    for (let round = 0; round < ROUNDS; round += 1) {
      const [client, stays, patient] = [await signIn(), await signIn(), await signIn(set)]
      line.set('cut')
      expect(await signOut(client)).toBe(200)
      await pause(BOUND)
      await neverLetIn([client], 500)
      expect(await lookThere(stays)).toBe(503)
      expect(await lookThere(patient), 'a bound of its own').toBe(200)
      expect((await fetch(`${there.url}/readyz`)).status).toBe(503)
      const plain = new Client(there.url, lab)
      expect((await plain.logIn('stateless-jwt')).status, 'others go on').toBe(200)
      line.set('open')
      await isReady()
      expect(await lookThere(client)).toBe(401)
      expect(await lookThere(stays)).toBe(200)
    }
  })

  test('that is killed has told of all that it acknowledged', async () => {
    const clients = await Promise.all(Array.from({ length: 20 }, () => signIn()))
    const told: Client[] = []
    const outs = clients.map(async (client) => {
      if ((await signOut(client).catch(() => 0)) === 200) told.push(client)
    })
    while (told.length < 5) await pause(1)
    await here.kill9()
    await Promise.all(outs)
    await pause(BOUND)
    for (const client of told) expect(await lookThere(client)).toBe(401)
  })
})
