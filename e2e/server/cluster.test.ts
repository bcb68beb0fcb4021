import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { z } from 'zod'
import { REPLICA_BOUND } from '#lib/kernel/replica-bound.ts'
import { scenarios } from '#lib/scenarios/events/registry.ts'
import { openBackend } from '#lib/stores/open.ts'
import { replicated, strategies } from '#lib/strategies/registry.ts'
import { workspaceKey } from '#lib/workspace/workspaces.ts'
import { missing, type Cluster } from '../../scripts/engines/cluster.ts'
import { SLACK } from '../../scripts/measured/cells.ts'
import { Client, newLab, type Lab } from './client.ts'
import { ALL_CELLS, attacksAt, cellsAt } from './spread.ts'
import type { Running } from './start.ts'
import { startThreeNodes } from './three-nodes.ts'

/** Three nodes of the built app on PostgreSQL and Redis, behind a balancer that asks them in turns. */

const isLong = process.env['LAB_LONG'] !== undefined
/** How often each fault is played. */
const ROUNDS = isLong ? 20 : 1
/** No request may take longer, whatever happens. Milliseconds, for a machine that does nothing else. */
const BOUND = 2_000

const clock = z.object({ now: z.int() })

describe.skipIf(missing().length > 0)('three nodes', () => {
  let cluster: Cluster<Running>
  let lab: Lab
  beforeAll(async () => {
    cluster = await startThreeNodes({ isControlled: true })
    lab = await newLab(cluster.url)
  })
  afterAll(() => cluster[Symbol.asyncDispose]())

  const signedIn = async (strategy: string, to = lab) => {
    const client = new Client(cluster.url, to)
    expect((await client.logIn(strategy)).status).toBe(200)
    return client
  }
  /** What each node answers to a copy of what is held. */
  const atEach = async (held: Client, strategy: string) => {
    const asked = cluster.nodes.map(({ url }) => held.copy(url).under(strategy, 'GET', 'me'))
    return (await Promise.all(asked)).map(({ status }) => status)
  }
  /** At which node something is done: never the one that is asked afterwards alone. */
  const at = (index: number, held: Client) =>
    held.copy(cluster.nodes[index % cluster.nodes.length]?.url)

  it('answer in turns, and each says its name', async () => {
    const names = new Set<string | null>()
    for (let count = 0; count < 6; count += 1) {
      names.add((await fetch(`${cluster.url}/healthz`)).headers.get('X-Lab-Node'))
    }
    expect(names).toEqual(new Set(['node-1', 'node-2', 'node-3']))
    expect(cluster.nodes.map(({ logs }) => logs[0])).toEqual(
      Array(3).fill('Any number of nodes, with their state in PostgreSQL and Redis'),
    )
  })

  it.each(strategies)('know who is signed in under $id, and who has left', async (strategy) => {
    const { id, promises } = strategy
    const client = await signedIn(id)
    const thief = client.copy()
    expect(await atEach(client, id)).toEqual([200, 200, 200])
    expect((await at(1, client).under(id, 'POST', 'logout', {})).status).toBe(200)
    const isOut = promises.logout.stops === 'at-once'
    expect(await atEach(thief, id)).toEqual(Array(3).fill(isOut ? 401 : 200))
  })

  it.each(replicated)('all hear of a log-out under $id within its bound', async ({ id }) => {
    const client = await signedIn(id)
    const thief = client.copy()
    expect(await atEach(client, id)).toEqual([200, 200, 200])
    expect((await at(1, client).under(id, 'POST', 'logout', {})).status).toBe(200)
    const began = performance.now()
    await expect.poll(() => atEach(thief, id), { interval: 10 }).toEqual([401, 401, 401])
    expect(performance.now() - began).toBeLessThan(REPLICA_BOUND * 1_000)
  })

  it.each(['ban', 'force-logout', 'rekey'])('all hear of %s at once', async (event) => {
    const own = await newLab(cluster.url)
    const held = await Promise.all(
      ['cookie-session', 'jwt-blocklist', 'next-auth-database'].map(
        async (id) => [id, await signedIn(id, own)] as const,
      ),
    )
    const operator = new Client(cluster.nodes[2]?.url ?? '', own)
    const done = await operator.call('POST', `/api/operator/users/alice/${event}`, {})
    expect(done.status).toBe(200)
    for (const [id, client] of held) expect(await atEach(client, id), id).toEqual([401, 401, 401])
  })

  it('have the same keys, settings and time', async () => {
    const own = await newLab(cluster.url)
    const held = await signedIn('stateless-jwt', own)
    expect(await atEach(held, 'stateless-jwt')).toEqual([200, 200, 200])
    const operator = new Client(cluster.nodes[0]?.url ?? '', own)
    const times = async () => {
      const asked = cluster.nodes.map(({ url }) => new Client(url, own))
      const answers = await Promise.all(asked.map((one) => one.call('GET', '/api/workspace')))
      return answers.map(({ body }) => clock.parse(body).now)
    }
    const all = await times()
    const before = Math.max(...all)
    expect(before - Math.min(...all)).toBeLessThanOrEqual(BOUND / 1_000)
    await operator.call('POST', '/api/workspace/clock', { advance: 3_599 })
    expect(Math.min(...(await times()))).toBeGreaterThanOrEqual(before + 3_599)
    await operator.call('POST', '/api/operator/rotate-keys', {})
    expect(await atEach(held, 'stateless-jwt')).toEqual([401, 401, 401])
    const settings = { transport: 'bearer' }
    await at(1, operator).call('PATCH', '/api/workspace/settings', settings)
    const login = await new Client(cluster.url, own).logIn('stateless-jwt')
    expect(login.body).toHaveProperty('credentials.access')
  })

  it('close the streams and sockets of a session that another has ended', async () => {
    const id = 'cookie-session'
    const held = await signedIn(id)
    const headers = { Cookie: held.cookie, 'X-Lab-Workspace': lab.workspace }
    const path = `/api/strategies/${id}`
    const stream = await fetch(`${cluster.url}${path}/stream`, { headers })
    const address = `${cluster.url.replace('http', 'ws')}${path}/socket`
    const socket = new WebSocket(address, ['logout-lab.v1'], { headers })
    const upgraded = once(socket, 'upgrade')
    await once(socket, 'message')
    const [{ headers: told }] = (await upgraded) as [{ headers: Record<string, string> }]
    const nodes = [stream.headers.get('X-Lab-Node'), told['x-lab-node']]
    const other = cluster.nodes.findIndex((_, index) => !nodes.includes(`node-${index + 1}`))
    const closed = once(socket, 'close')
    const began = performance.now()
    await at(other, held).under(id, 'POST', 'logout', {})
    expect(await stream.text()).toMatch(/event: ended\ndata: \{"reason":"revoked"\}/)
    expect((await closed)[0]).toBe(4401)
    // The promise is at once; and a second, in which each channel looks.
    expect(performance.now() - began).toBeLessThan(BOUND)
  })

  it('give twenty refreshes of one token at once one successor, and keep its family', async () => {
    const id = 'jwt-refresh-rotation'
    for (let round = 0; round < ROUNDS; round += 1) {
      const held = await signedIn(id)
      const tabs = Array.from({ length: 20 }, (_, index) => at(index, held))
      const answers = await Promise.all(tabs.map((tab) => tab.under(id, 'POST', 'refresh', {})))
      expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200))
      expect(new Set(answers.map(({ headers }) => headers.get('X-Lab-Node'))).size).toBe(3)
      const successors = tabs.map(({ jar }) =>
        [...jar].filter(([name]) => name.endsWith('-refresh')).map(([, value]) => value),
      )
      expect(new Set(successors.flat()).size).toBe(1)
      expect(await atEach(tabs[0] ?? held, id)).toEqual([200, 200, 200])
    }
  })

  it('measure what one process measures', async () => {
    const pairs = await cellsAt(cluster.url, { whole: isLong })
    expect(pairs).toHaveLength(isLong ? ALL_CELLS : scenarios.length)
    for (const { name, spread, alone = spread } of pairs) {
      expect(spread.broken, name).toEqual([])
      expect(spread.evidence.collateral, name).toBe(alone.evidence.collateral)
      const ends = [spread, alone].map(({ evidence }) => evidence.firstRefused ?? -1)
      expect(Math.abs((ends[0] ?? 0) - (ends[1] ?? 0)), name).toBeLessThanOrEqual(SLACK)
    }
  })

  it('withstand what one process withstands, and no more', async () => {
    const backend = await openBackend(cluster.postgres.url(), { url: cluster.redis.url })
    const wayIn = {
      leak: (workspace: string) => backend.leak(workspaceKey(workspace)),
      outage: () => backend.outage(),
    }
    const { url: base, nodes } = cluster
    const field = { base, node: nodes[0]?.url ?? '', wayIn, whole: isLong }
    const { faults, played } = await attacksAt(field)
    await backend.close()
    expect(faults).toEqual([])
    expect(played).toBeGreaterThan(isLong ? 600 : 40)
  })

  it.each([
    ['feed-paused', 'jwt-replicated-blocklist', 'cookie-session'],
    ['cut', 'cookie-session', 'stateless-jwt'],
  ])('stop answering where they may not have heard, and no more: %s', async (state, out, still) => {
    const second = cluster.nodes[1]?.url ?? ''
    const [gone, on] = [await signedIn(out), await signedIn(still)]
    const operator = new Client(cluster.nodes[0]?.url ?? '', lab)
    const order = (wanted: string) =>
      operator.call('POST', '/api/cluster/node-2', { state: wanted })
    const ready = async () => (await fetch(`${second}/readyz`)).status
    expect((await order(state)).status).toBe(200)
    await expect.poll(() => atEach(gone, out), { timeout: 10_000 }).toEqual([200, 503, 200])
    expect(await atEach(on, still)).toEqual([200, 200, 200])
    expect(await ready()).toBe(503)
    await order('open')
    await expect.poll(() => atEach(gone, out), { timeout: 10_000 }).toEqual([200, 200, 200])
    await expect.poll(ready, { timeout: 10_000 }).toBe(200)
  })

  it('answer 503 in time while PostgreSQL is away, and go on when it is back', async () => {
    const ids = ['cookie-session', 'jwt-blocklist', 'next-auth-database', 'stateless-jwt']
    const held = await Promise.all(ids.map((id) => signedIn(id)))
    const banned = await newLab(cluster.url)
    const thief = await signedIn('jwt-token-version', banned)
    const operator = new Client(cluster.url, banned)
    for (let round = 0; round < ROUNDS; round += 1) {
      await cluster.postgres.stop(round % 2 === 0 ? 'immediate' : 'fast')
      const began = performance.now()
      const answers = await Promise.all([
        operator.call('POST', '/api/operator/users/alice/ban', {}),
        ...held.flatMap((client, index) => [
          client.copy().under(ids[index] ?? '', 'GET', 'me'),
          client.copy().under(ids[index] ?? '', 'POST', 'logout', {}),
        ]),
      ])
      expect(answers.map(({ status }) => status)).toEqual(Array(9).fill(503))
      expect(performance.now() - began).toBeLessThan(BOUND)
      await cluster.postgres.start()
      for (const [index, client] of held.entries()) {
        await expect
          .poll(() => atEach(client, ids[index] ?? ''), { timeout: 30_000 })
          .toEqual([200, 200, 200])
      }
      expect(await atEach(thief, 'jwt-token-version')).toEqual([200, 200, 200])
    }
  })

  it('lose no family when one is told to stop amid refreshes', async () => {
    const id = 'jwt-refresh-rotation'
    const clients = await Promise.all(Array.from({ length: 6 }, () => signedIn(id)))
    const statuses: number[] = []
    const refreshing = clients.map(async (client) => {
      for (let count = 0; count < 10; count += 1) {
        // What was asked of a node that ends may be lost, answer and all: an honest client asks again.
        const answer = await client.under(id, 'POST', 'refresh', {}).catch(() => null)
        statuses.push(answer?.status ?? 0)
      }
    })
    const stopped = cluster.nodes[1]?.stop()
    await Promise.all(refreshing)
    expect(await stopped).toBe(0)
    expect(statuses.filter((status) => ![200, 0, 502, 503].includes(status))).toEqual([])
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThan(50)
    for (const client of clients) {
      expect((await client.under(id, 'POST', 'refresh', {})).status).toBe(200)
    }
  })

  it('go on without one that was killed', async () => {
    const held = await signedIn('cookie-session')
    await cluster.nodes[0]?.kill9()
    for (let count = 0; count < 6; count += 1) {
      expect((await held.under('cookie-session', 'GET', 'me')).status).toBe(200)
    }
  })
})
