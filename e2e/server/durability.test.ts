import { describe, expect, it } from 'vitest'
import type { StrategyDefinition } from '#lib/strategies/contract.ts'
import { strategies } from '#lib/strategies/registry.ts'
import { Client, knock, newLab, type Lab } from './client.ts'
import { start, temporaryFolder, type Running } from './start.ts'

/**
 * A revocation that was acknowledged is still there after the power cut that follows at once. Two
 * servers are killed and restarted side by side, each on a database of its own.
 */
/** `npm run test:long -- crashes` cuts more often. */
const KILLS_PER_SERVER = process.env['LAB_LONG'] === '1' ? 26 : 4

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
        const by = { strategy: bystander.strategy.id, to: 'look', url: server.url } as const
        expect(await knock(bystander.client, by), 'nobody else is out').toBe('in')
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

/**
 * An access token may run for its few minutes where that was promised; a renewal may not. With the
 * reason: what is refused for another one says nothing of whether the revocation is still there.
 */
async function expectRefused(url: string, { strategy: { id, ...its }, client, event }: Copy) {
  const { stops } = its.promises[event]
  if (stops === 'at-once') {
    const answer = await knock(client, { strategy: id, to: 'look', url })
    expect(refusals[event], `${id} after ${event}`).toContain(answer)
  }
  if (!its.renews || stops === 'never') return
  const answer = await knock(client, { strategy: id, to: 'renew', url })
  expect(refusals[event], `a renewal of ${id} after ${event}`).toContain(answer)
}

/** A ban is told for as long as it lasts; sessions that it has ended stay ended after that. */
const refusals = { logout: ['revoked'], ban: ['account_disabled', 'revoked'] }
