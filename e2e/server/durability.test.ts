import { describe, expect, it } from 'vitest'
import type { StrategyDefinition } from '#lib/strategies/contract.ts'
import { strategies } from '#lib/strategies/registry.ts'
import { Client, newLab, type Lab } from './client.ts'
import { start, temporaryFolder, type Running } from './start.ts'

/**
 * A revocation that was acknowledged is still there after the power cut that follows at once. Two
 * servers are killed and restarted side by side, each on a database of its own.
 */
/** `npm run test:long -- crashes` cuts more often. */
const KILLS_PER_SERVER = process.env['LAB_LONG'] === '1' ? 26 : 7

/** Strategies that keep something on the server: a log-out there is more than a cleared cookie. */
const stored = strategies.filter(
  ({ promises, renews }) =>
    promises.logout.stops === 'at-once' || (renews && promises.logout.stops === 'within'),
)
const AT_ONCE = 4
const BAN = '/api/operator/users/bob/ban'
const UNBAN = '/api/operator/users/bob/unban'

describe('an acknowledged revocation', () => {
  it.concurrent.each(['first', 'second'])(
    `outlives ${KILLS_PER_SERVER} power cuts of the %s server`,
    async (which) => {
      using folder = temporaryFolder()
      const database = `${folder.path}/lab.db`
      const options = { database, env: { LAB_LIMIT_ACCOUNT_FAILURES: '1000000' } }
      let server = await start(options)
      await using end = new AsyncDisposableStack()
      end.defer(() => server.kill9())
      const lab = await newLab(server.url)
      const dead: Copy[] = []
      for (let kill = 0; kill < KILLS_PER_SERVER; kill += 1) {
        const event = kill % 2 === 0 ? 'logout' : 'ban'
        const offset = kill * AT_ONCE + (which === 'first' ? 0 : 2)
        const chosen = Array.from({ length: AT_ONCE }, (_, index) => pick(offset + index))
        const { copies, bystander } = await revoked(server, lab, chosen, event)
        server = await start(options)
        await Promise.all(copies.map((copy) => expectRefused(server.url, copy)))
        expect(await accepted(server.url, bystander), 'nobody else is out').toBe(true)
        dead.push(...copies)
        if (event === 'ban') await new Client(server.url, lab).call('POST', UNBAN)
      }
      await Promise.all(dead.map((copy) => expectRefused(server.url, copy)))
      expect(dead).toHaveLength(KILLS_PER_SERVER * AT_ONCE)
    },
  )
})

/** A session under a strategy, as a client holds it. */
interface Held {
  strategy: StrategyDefinition
  client: Client
}

/** What a thief kept of a session that an event has ended. */
interface Copy extends Held {
  event: 'logout' | 'ban'
}

function pick(index: number): StrategyDefinition {
  const strategy = stored[index % stored.length]
  if (!strategy) throw new Error('no strategy keeps anything')
  return strategy
}

/** Signs in under each strategy, and ends all those sessions with the server's last breath. */
async function revoked(
  server: Running,
  lab: Lab,
  chosen: StrategyDefinition[],
  event: Copy['event'],
): Promise<{ copies: Copy[]; bystander: Held }> {
  const signIn = async (strategy: StrategyDefinition, name: string) => {
    const client = new Client(server.url, lab)
    expect((await client.logIn(strategy.id, name)).status, strategy.id).toBe(200)
    return { strategy, client }
  }
  const name = event === 'ban' ? 'bob' : 'alice'
  const sessions = await Promise.all(chosen.map((strategy) => signIn(strategy, name)))
  const copies = sessions.map(({ strategy, client }) => ({
    strategy,
    client: client.copy(),
    event,
  }))
  const bystander = await signIn(pick(0), 'admin')
  // Other work is under way when the power goes.
  const noise = [signIn(pick(0), 'admin'), signIn(pick(1), 'admin')]
  const settled = Promise.allSettled(noise)
  const answers =
    event === 'ban'
      ? [await new Client(server.url, lab).call('POST', BAN)]
      : await Promise.all(
          sessions.map(({ strategy, client }) => client.under(strategy.id, 'POST', 'logout', {})),
        )
  const killed = server.kill9()
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
  await Promise.all([killed, settled])
  return { copies, bystander }
}

async function accepted(url: string, { strategy, client }: Held) {
  return (await client.copy(url).under(strategy.id, 'GET', 'me')).status === 200
}

/** An access token may run for its few minutes where that was promised; a renewal may not. */
async function expectRefused(url: string, { strategy, client, event }: Copy) {
  const { stops } = strategy.promises[event]
  if (stops === 'at-once') {
    const { status } = await client.copy(url).under(strategy.id, 'GET', 'me')
    expect(status, `${strategy.id} after ${event}`).toBe(401)
  }
  if (!strategy.renews || stops === 'never') return
  const { status } = await client.copy(url).under(strategy.id, 'POST', 'refresh', {})
  expect(status, `a renewal of ${strategy.id} after ${event}`).toBe(401)
}
