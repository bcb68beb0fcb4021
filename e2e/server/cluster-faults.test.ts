import { setTimeout as pause } from 'node:timers/promises'
import { Client as Connection } from 'pg'
import pLimit from 'p-limit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { replicated } from '#lib/strategies/registry.ts'
import { workspaceKey } from '#lib/workspace/workspaces.ts'
import { missing, type Cluster } from '../../scripts/engines/cluster.ts'
import { Client, newLab, type Lab } from './client.ts'
import { BOUND, expectOut, isReady, look, signOut, timely, type Held } from './held.ts'
import type { Running } from './start.ts'
import { startThreeNodes } from './three-nodes.ts'

/** What befalls one of three nodes, while the others go on. */

/** How often each fault is played. */
const ROUNDS = process.env['LAB_LONG'] === undefined ? 1 : 20
/** Each ends a session at once, but the last, which does so within its bound. */
const strategies = [
  'cookie-session',
  'jwt-blocklist',
  'jwt-allowlist',
  'next-auth-database',
  ...replicated.map(({ id }) => id),
]
/** Of each strategy, in each round: a thousand in twenty. */
const SESSIONS = 10
/** How many are told to sign out at the same time. */
const AT_ONCE = 10

const shown = z.object({ user: z.object({ role: z.string() }) })

describe.skipIf(missing().length > 0)('of three nodes, one', () => {
  let cluster: Cluster<Running>
  let lab: Lab
  beforeAll(async () => {
    cluster = await startThreeNodes()
    lab = await newLab(cluster.url)
  })
  afterAll(() => cluster[Symbol.asyncDispose]())

  const signIn = async (strategy: string): Promise<Held> => {
    const client = new Client(cluster.url, lab)
    expect((await client.logIn(strategy)).status, strategy).toBe(200)
    return { strategy, client }
  }

  it('is killed amid revocations, and none that was acknowledged is lost', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const victim = round % 3
      const all = strategies.flatMap((strategy) => Array<string>(SESSIONS).fill(strategy))
      const held = await Promise.all(all.map(signIn))
      const told: Held[] = []
      const statuses = pLimit(AT_ONCE).map(held, async (one) => {
        const status = await signOut(one)
        if (status === 200) told.push(one)
        return status
      })
      // At another moment in each round.
      while (told.length <= round) await pause(1)
      const killed = cluster.nodes[victim]?.kill9()
      // Lost, refused by the balancer, or an outage of what another node waited for.
      for (const status of await statuses) expect([200, 0, 502, 503]).toContain(status)
      await killed
      const others = cluster.nodes.filter((_, index) => index !== victim).map(({ url }) => url)
      await expectOut(told, others)
      await cluster.restart(victim)
      const { url = '' } = cluster.nodes[victim] ?? {}
      await isReady(url)
      await expectOut(told, [url])
      // Whoever was not told can ask again.
      for (const one of held.filter((other) => !told.includes(other))) {
        expect([200, 401]).toContain(await signOut(one, others[0]))
      }
      await expectOut(held, [...others, url])
    }
  })

  it('is told to stop amid refreshes, and no family is lost', async () => {
    const id = 'jwt-refresh-rotation'
    const clients = (await Promise.all(Array.from({ length: 6 }, () => signIn(id)))).map(
      ({ client }) => client,
    )
    for (let round = 0; round < ROUNDS; round += 1) {
      const stopping = round % 3
      const refreshing = clients.map(async (client) => {
        for (let count = 0; count < 10; count += 1) {
          expect([200, 0, 502, 503]).toContain(
            await timely(client.under(id, 'POST', 'refresh', {})),
          )
        }
      })
      await pause(10 * (round + 1))
      const stopped = cluster.nodes[stopping]?.stop()
      await Promise.all(refreshing)
      expect(await stopped).toBe(0)
      for (const client of clients) {
        expect((await client.under(id, 'POST', 'refresh', {})).status).toBe(200)
      }
      await cluster.restart(stopping)
      await isReady(cluster.nodes[stopping]?.url ?? '')
    }
  })

  it('is stopped amid a transaction, holds nobody up, and what it writes late is void', async () => {
    const database = new Connection({ connectionString: cluster.postgres.url() })
    await database.connect()
    const [slow, other] = [cluster.nodes[1], cluster.nodes[2]]
    if (!slow || !other) throw new Error('there are three')
    const client = await signIn('cookie-session')
    const count = async (state: string) => {
      const { rows } = await database.query<{ count: string }>(
        `SELECT count(*) FROM pg_stat_activity WHERE application_name = 'logout-lab' AND ${state}`,
      )
      return Number(rows[0]?.count)
    }
    for (let round = 0; round < ROUNDS; round += 1) {
      const [role, before] = round % 2 === 0 ? ['admin', 'member'] : ['member', 'admin']
      const change = (url: string, what: string, body: object) =>
        new Client(url, lab).call('POST', `/api/operator/users/bob/${what}`, body)
      // The row that its transaction wants is held until it waits for it.
      await database.query('BEGIN')
      const bob = `SELECT role FROM accounts WHERE workspace = $1 AND username = 'bob' FOR UPDATE`
      const { rows } = await database.query(bob, [workspaceKey(lab.workspace)])
      expect(rows).toEqual([{ role: before }])
      const late = change(slow.url, 'ban', {}).then(({ status }) => status)
      while ((await count(`wait_event_type = 'Lock'`)) === 0) await pause(1)
      process.kill(slow.pid, 'SIGSTOP')
      await database.query('COMMIT')
      while ((await count(`state = 'idle in transaction'`)) === 0) await pause(1)
      const began = performance.now()
      // Who only looks waits for nobody; who changes the same is told to ask again, in time.
      expect(await look(client, other.url)).toBe(200)
      let status = 503
      while (status === 503) status = await timely(change(other.url, 'role', { role }))
      expect(status).toBe(200)
      // The server gives its locks up after two seconds; and one answer that was 503.
      expect(performance.now() - began).toBeLessThan(2_000 + BOUND)
      process.kill(slow.pid, 'SIGCONT')
      expect(await late).toBe(503)
      const login = await new Client(cluster.url, lab).logIn('cookie-session', 'bob')
      expect({ status: login.status, ...shown.parse(login.body).user }).toEqual({
        status: 200,
        role,
      })
      await isReady(slow.url)
    }
    await database.end()
  })
})
