import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { REPLICA_BOUND } from '#lib/kernel/replica-bound.ts'
import { replicated } from '#lib/strategies/registry.ts'
import { missing, type Cluster } from '../../scripts/engines/cluster.ts'
import type { Line } from '../../scripts/engines/line.ts'
import { Client, newLab, type Lab } from './client.ts'
import { expectOut, isReady, look, signOut, type Held } from './held.ts'
import { faults, type Fault } from './redis-faults.ts'
import type { Running } from './start.ts'
import { startThreeNodes } from './three-nodes.ts'

/** What befalls the Redis of three nodes, or the way of one of them to it. */

/** How often each fault is played. */
const ROUNDS = process.env['LAB_LONG'] === undefined ? 1 : 20

const told = replicated.map(({ id }) => id)
const strategies = ['cookie-session', 'jwt-blocklist', 'jwt-token-version', ...told]

/** So many revoked tokens make a snapshot of many pages. */
const MANY = 50_000
const PAGE = 1_000

describe.skipIf(missing().length > 0)('of three nodes, the Redis', () => {
  let cluster: Cluster<Running>
  let lab: Lab
  beforeAll(async () => {
    // One fault sets a mode in which it would be refused at the start.
    const also = { LAB_ACCEPT_A_REDIS_THAT_FORGETS: 'yes', LAB_LIMIT_ACCOUNT_FAILURES: '1000000' }
    cluster = await startThreeNodes({ isControlled: true }, also)
    lab = await newLab(cluster.url)
  })
  afterAll(() => cluster[Symbol.asyncDispose]())

  const urls = () => cluster.nodes.map(({ url }) => url)
  const allReady = () => Promise.all(urls().map(isReady))
  const lineOf = (index: number): Line => {
    const line = cluster.lines[index]
    if (!line) throw new Error(`there is no node ${index}`)
    return line
  }
  const signIn = (username: string, which = strategies): Promise<Held[]> =>
    Promise.all(
      which.map(async (strategy) => {
        const client = new Client(cluster.url, lab)
        expect((await client.logIn(strategy, username)).status, strategy).toBe(200)
        return { strategy, client }
      }),
    )
  const expectIn = async (all: readonly Held[]) => {
    for (const url of urls()) {
      for (const held of all) expect(await look(held, url), `${held.strategy} at ${url}`).toBe(200)
    }
  }

  /** Some sign out around the fault, each at another node; whoever was told that it is done is out. */
  async function play({ prepare, begin, end, keepsAll }: Fault, round: number): Promise<void> {
    const { redis } = cluster
    const line = lineOf(round % 3)
    await prepare?.(redis)
    // Another member for each: some strategies end every session of an account.
    const [leaving, staying] = [await signIn('alice'), await signIn('bob')]
    const early = leaving.slice(0, 2)
    for (const held of early) expect(await signOut(held, urls()[round % 3])).toBe(200)
    const underWay = leaving.slice(2).map(async (held, index) => {
      const status = await signOut(held, urls()[(round + index) % 3])
      expect([200, 401, 503]).toContain(status)
      return { held, status }
    })
    await begin(redis, line)
    const outcomes = await Promise.all(underWay)
    const late = outcomes.filter(({ status }) => status === 200).map(({ held }) => held)
    const gone = [...early, ...late]
    await expectOut(gone, urls(), [401, 503])
    await end(redis, line)
    await allReady()
    await expectOut(gone, urls())
    if (keepsAll) await expectIn(staying)
    // All goes on, and what was not acknowledged can be asked for again.
    const anew = await signIn('alice')
    await expectIn(anew)
    for (const held of anew) expect(await signOut(held, urls()[round % 3])).toBe(200)
    await expectOut(anew, urls())
  }

  // What is expected is in `play`.
  // oxlint-disable-next-line vitest/expect-expect
  it.each(Object.entries(faults))('%s', async (_, fault) => {
    for (let round = 0; round < ROUNDS; round += 1) await play(fault, round)
  })

  const lua = async (text: string) => Number((await cluster.redis.say(`EVAL "${text}" 0`)).slice(1))
  const inFeed = (body: string) =>
    `for _, feed in ipairs(redis.call('KEYS', '*:feed')) do ${body} end return 1`

  it('has a stream that was trimmed past a node which slept', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const sleeper = cluster.nodes[round % 3]
      const awake = urls().filter((url) => url !== sleeper?.url)
      const gone = await signIn('alice', told)
      await expectIn(gone)
      process.kill(sleeper?.pid ?? 0, 'SIGSTOP')
      for (const held of gone) expect(await signOut(held, awake[0])).toBe(200)
      expect(await lua(inFeed(`redis.call('XTRIM', feed, 'MAXLEN', 0)`))).toBe(1)
      await expectOut(gone, awake)
      await pause(REPLICA_BOUND * 1_000)
      process.kill(sleeper?.pid ?? 0, 'SIGCONT')
      await expectOut(gone, urls(), [401, 503])
      await allReady()
      await expectOut(gone, urls())
    }
  })

  it('is lost to a node amid a snapshot', async () => {
    const ends = Math.floor(Date.now() / 1_000) + 24 * 60 * 60
    const one = `redis.call('ZADD', feed .. ':revoked', ${ends}, string.sub(redis.sha1hex(n), 1, 22))`
    // Page by page, so that no node takes the server's work for silence.
    for (let from = 1; from <= MANY; from += PAGE) {
      const page = `for n = ${from}, ${from + PAGE - 1} do ${one} end`
      expect(await lua(inFeed(page))).toBe(1)
    }
    await allReady()
    const pages = () =>
      lua(
        `local told = redis.call('INFO', 'commandstats') return tonumber(string.match(told, 'cmdstat_zscan:calls=(%d+)') or 0)`,
      )
    for (let round = 0; round < ROUNDS; round += 1) {
      const line = lineOf(round % 3)
      const apart = urls()[round % 3] ?? ''
      const awake = urls().filter((url) => url !== apart)
      const gone = await signIn('alice', told)
      const staying = await signIn('bob', told)
      line.set('cut')
      for (const held of gone) expect(await signOut(held, awake[0])).toBe(200)
      const before = await pages()
      line.set('open')
      while ((await pages()) < before + 5) await pause(1)
      line.set('cut')
      const read = (await pages()) - before
      expect(read, 'pages of a snapshot').toBeLessThan(MANY / PAGE)
      await expectOut(gone, urls(), [401, 503])
      await pause(REPLICA_BOUND * 1_000)
      for (const held of staying) expect(await look(held, apart)).toBe(503)
      line.set('open')
      await allReady()
      await expectOut(gone, urls())
      await expectIn(staying)
    }
  })
})
