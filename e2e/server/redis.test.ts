import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { findRedis, startRedis, type RedisServer } from '../../scripts/engines/redis.ts'
import { Client, newLab, type Answer, type Lab } from './client.ts'
import { openLine, type Line } from '../../scripts/engines/line.ts'
import { faults, type Fault } from './redis-faults.ts'
import { start, startInVain, temporaryFolder, type Running } from './start.ts'

const isHere = findRedis() !== null
/** How often each fault is played. */
const ROUNDS = process.env['LAB_LONG'] ? 20 : 1
/** No request may take longer, whatever happens. Milliseconds, for a machine that does nothing else. */
const BOUND = 2_000

/** They end a session at once, by what they keep. */
const strategies = [
  'cookie-session',
  'jwt-blocklist',
  'jwt-token-version',
  'jwt-issued-after',
  'jwt-allowlist',
  'jwt-user-key',
  'next-auth-database',
]

const code = z.object({ code: z.string() })

/** An answer, which may be an outage, and nothing that is neither. */
async function timely(call: () => Promise<Answer>): Promise<Answer> {
  const began = performance.now()
  const answer = await call()
  expect(performance.now() - began, 'milliseconds').toBeLessThan(BOUND)
  if (answer.status >= 500) {
    expect(answer.status).toBe(503)
    expect(code.parse(answer.body).code).toBe('store_unavailable')
  }
  return answer
}

interface Visit {
  strategy: string
  client: Client
  thief: Client
}

async function signIn(server: Running, lab: Lab, username: string): Promise<Visit[]> {
  return Promise.all(
    strategies.map(async (strategy) => {
      const client = new Client(server.url, lab)
      expect((await client.logIn(strategy, username)).status, strategy).toBe(200)
      return { strategy, client, thief: client.copy() }
    }),
  )
}

const look = ({ strategy, thief }: Visit) => timely(() => thief.copy().under(strategy, 'GET', 'me'))

/** Signs out, and answers whether that was acknowledged. */
async function signOut({ strategy, client }: Visit): Promise<boolean> {
  const { status } = await timely(() => client.copy().under(strategy, 'POST', 'logout', {}))
  expect([200, 401, 503]).toContain(status)
  return status === 200
}

const isReady = async ({ url }: Running) => (await fetch(`${url}/readyz`)).status

/** Two sign out around the fault; whoever was told that it is done is never let in again. */
async function play(
  server: Running,
  lab: Lab,
  { keepsAll }: Fault,
  rough: { begin(): unknown; end(): unknown },
) {
  // Another member for each: some strategies end every session of an account.
  const [leaving, staying] = [await signIn(server, lab, 'alice'), await signIn(server, lab, 'bob')]
  const early = leaving.slice(0, 3)
  expect(await Promise.all(early.map(signOut))).toEqual(early.map(() => true))
  const underWay = leaving.slice(3).map(async (visit) => ({ visit, isDone: await signOut(visit) }))
  await rough.begin()
  const outcomes = await Promise.all(underWay)
  const gone = [...early, ...outcomes.flatMap(({ visit, isDone }) => (isDone ? [visit] : []))]
  for (const visit of gone) expect((await look(visit)).status, visit.strategy).not.toBe(200)
  await rough.end()
  await expect.poll(() => isReady(server), { timeout: 120_000, interval: 50 }).toBe(200)
  for (const visit of gone) expect((await look(visit)).status, visit.strategy).toBe(401)
  if (keepsAll) {
    for (const visit of staying) expect((await look(visit)).status, visit.strategy).toBe(200)
  }
  // All goes on, and what was not acknowledged can be asked for again.
  for (const visit of await signIn(server, lab, 'alice')) {
    expect((await look(visit)).status, visit.strategy).toBe(200)
    expect(await signOut(visit), visit.strategy).toBe(true)
    expect((await look(visit)).status, visit.strategy).toBe(401)
  }
}

describe.skipIf(!isHere)('a Redis that', () => {
  let redis: RedisServer
  let line: Line
  let server: Running
  let lab: Lab
  // One server goes through all of them: it recovers by itself, each time.
  beforeAll(async () => {
    redis = await startRedis()
    line = await openLine(redis.port)
    const env = {
      REDIS_URL: `redis://127.0.0.1:${line.port}`,
      LAB_LIMIT_ACCOUNT_FAILURES: '1000000',
      // A snapshot is refused otherwise; the mode is changed while the server runs.
      LAB_ACCEPT_A_REDIS_THAT_FORGETS: 'yes',
    }
    server = await start({ env })
    lab = await newLab(server.url)
  })
  afterAll(async () => {
    await server[Symbol.asyncDispose]()
    await line[Symbol.asyncDispose]()
    await redis.end()
  })

  // What is expected is in `play`.
  // oxlint-disable-next-line vitest/expect-expect
  test.each(Object.entries(faults))('%s', async (_, fault) => {
    for (let round = 0; round < ROUNDS; round += 1) {
      await fault.prepare?.(redis)
      await play(server, lab, fault, {
        begin: () => fault.begin(redis, line),
        end: () => fault.end(redis, line),
      })
    }
  })
})

describe.skipIf(!isHere)('the start', () => {
  test('says on what it runs, and what was accepted', async () => {
    const redis = await startRedis(['--appendonly', 'no'])
    try {
      const env = { REDIS_URL: redis.url }
      const refused = await startInVain({ env })
      expect(refused).toEqual({
        code: 1,
        logs: [expect.stringMatching(/^REDIS_URL names no Redis .* set appendonly yes$/)],
      })
      const accepting = { ...env, LAB_ACCEPT_A_REDIS_THAT_FORGETS: 'yes' }
      await using server = await start({ env: accepting })
      expect(server.logs).toEqual([
        'One machine, with its state in SQLite and Redis',
        expect.stringMatching(/^Accepted: Redis: it forgets at a restart/),
        `Logout Lab is at ${server.url}`,
      ])
      const ready = await new Client(server.url).call('GET', '/readyz')
      expect(ready.body).toEqual({
        status: 'ok',
        accepted: [expect.stringMatching(/^Redis: it forgets/)],
      })
      expect(await fetch(server.url).then((page) => page.text())).toContain(
        'This server may forget what was revoked',
      )
    } finally {
      await redis.end()
    }
  })

  test('names the variable where there is no Redis', async () => {
    using folder = temporaryFolder()
    const env = { REDIS_URL: 'redis://:hunter2@127.0.0.1:1' }
    const { code: exit, logs } = await startInVain({ database: `${folder.path}/lab.db`, env })
    expect({ exit, logs }).toEqual({
      exit: 1,
      logs: ['REDIS_URL names no Redis that can be used: it cannot be reached'],
    })
  })
})
