import { expect } from 'vitest'
import { z } from 'zod'
import type { StrategyDefinition } from '#lib/strategies/contract.ts'
import type { EventName } from '#lib/strategies/events.ts'
import { strategies } from '#lib/strategies/registry.ts'
import { Client, knock, newLab, type Answer, type Lab } from './client.ts'
import { disturbed, unfinished } from './disturbed.ts'
import { start, temporaryFolder } from './start.ts'

/** An event that is played until the power goes, at one of its writes. */
interface Played {
  /** Whose promises say what it ends; null for what ends nobody's session. */
  event: EventName | null
  call(lab: Lab, client: Client): Promise<Answer>
  /** Whether the account has changed, where that can be seen. */
  changed?(url: string, lab: Lab): Promise<boolean>
}

const shown = z.object({
  users: z.array(z.object({ username: z.string(), role: z.string(), disabled: z.boolean() })),
})

const alice = async (url: string, lab: Lab) => {
  const { body } = await new Client(url, lab).call('GET', '/api/workspace')
  return shown.parse(body).users.find(({ username }) => username === 'alice')
}

const NEXT = 'another password'

const OWN = 'cookie-session'

async function knowsNext(url: string, lab: Lab): Promise<boolean> {
  const knowing = new Client(url, { ...lab, passwords: { alice: NEXT } })
  return (await knowing.logIn(OWN)).status === 200
}
const offered = z.object({ token: z.string() })

const byOperator =
  (method: string, path: string, body: unknown = {}): Played['call'] =>
  (lab, client) =>
    new Client(client.url, lab).call(method, `/api/operator/${path}`, body)

export const played: Record<string, Played> = {
  ban: {
    event: 'ban',
    call: byOperator('POST', 'users/alice/ban'),
    changed: async (url, lab) => (await alice(url, lab))?.disabled === true,
  },
  delete: {
    event: 'delete',
    call: byOperator('DELETE', 'users/alice'),
    changed: async (url, lab) => (await alice(url, lab)) === undefined,
  },
  'force-logout': {
    event: 'force-logout',
    call: byOperator('POST', 'users/alice/force-logout'),
  },
  rekey: { event: 'rekey-account', call: byOperator('POST', 'users/alice/rekey') },
  role: {
    event: null,
    call: byOperator('POST', 'users/alice/role', { role: 'admin' }),
    changed: async (url, lab) => (await alice(url, lab))?.role === 'admin',
  },
  'rotate-keys': { event: 'rotate-keys', call: byOperator('POST', 'rotate-keys') },
  'logout-all-users': {
    event: 'logout-all-users',
    call: byOperator('POST', 'logout-all-users'),
  },
  'password-change': {
    event: 'password-change',
    call: (lab, client) =>
      client.copy().under(OWN, 'POST', 'password', {
        current: lab.passwords['alice'],
        next: NEXT,
      }),
    changed: knowsNext,
  },
  'password-reset': {
    event: 'password-reset',
    async call(lab, client) {
      const operator = new Client(client.url, lab)
      const offer = await operator.call('POST', '/api/operator/users/alice/password-reset')
      const { token } = offered.parse(offer.body)
      return operator.call('POST', '/api/password-reset', { token, next: NEXT })
    },
    changed: knowsNext,
  },
  'routine-rotation': {
    event: 'routine-rotation',
    call: byOperator('POST', 'rotate-keys', { routine: true }),
  },
  'logout-all': {
    event: null,
    call: (_, client) => client.copy().under(OWN, 'POST', 'logout', { scope: 'all' }),
  },
}

/** A sign-in takes a while: one strategy for each kind of store. */
const few = [
  OWN,
  'jwt-blocklist',
  'jwt-refresh-rotation',
  'jwt-issued-after',
  'jwt-token-version',
  'next-auth-database',
]

/**
 * Plays events, each with the power gone before one of its writes, and starts again; until one of
 * them is over before that.
 * @returns how often the power went
 */
export async function crash(plays: Iterable<{ name: string; point: number }>): Promise<number> {
  using folder = temporaryFolder()
  const disk = disturbed(folder.path)
  let server = await start(disk.options)
  await using end = new AsyncDisposableStack()
  end.defer(() => server.kill9())
  let crashes = 0
  for (const { name, point } of plays) {
    const { event, call, changed } = played[name] ?? {}
    if (!call || event === undefined) throw new Error(`there is no event ${name}`)
    const lab = await newLab(server.url)
    const held = await signedIn(server.url, lab)
    const own = held.find(({ strategy }) => strategy.id === OWN)
    if (!own) throw new Error(`nobody is signed in under ${OWN}`)
    const context = `${name}, before write ${point}`
    disk.begin(point)
    const answer = await call(lab, own.client).catch(() => null)
    disk.end()
    if (answer) {
      // It was over before.
      expect(answer.status, context).toBe(200)
      return crashes
    }
    crashes += 1
    await server.kill9()
    const hasBegun = disk.look(unfinished) > 0
    server = await start(disk.options)
    expect(disk.look(unfinished), context).toBe(0)
    for (const { strategy, client } of held) {
      const to = strategy.renews ? 'renew' : 'look'
      const found = await knock(client, { strategy: strategy.id, to, url: server.url })
      // What nobody was told of may have happened or not, and is no failure of the server.
      if (event === null) expect(['in', 'revoked'], context).toContain(found)
      else {
        const isEnded = hasBegun && isEndedBy(strategy, event)
        expect(isEnded ? refusedAs(event) : ['in'], `${strategy.id}: ${context}`).toContain(found)
      }
    }
    if (changed) expect(await changed(server.url, lab), context).toBe(hasBegun)
  }
  return crashes
}

async function signedIn(url: string, lab: Lab) {
  const held: { strategy: StrategyDefinition; client: Client }[] = []
  for (const strategy of strategies) {
    if (!few.includes(strategy.id)) continue
    const client = new Client(url, lab)
    expect((await client.logIn(strategy.id)).status).toBe(200)
    held.push({ strategy, client })
  }
  return held
}

/** As what those are refused whose session has ended; without its key nobody can tell whose it was. */
const refusedAs = (event: EventName): readonly string[] => {
  if (event === 'ban') return ['account_disabled', 'revoked']
  return event === 'rotate-keys' ? ['signature_invalid'] : ['revoked']
}

/** Whose copy can be had to nothing more by the event, by what it declares. */
const isEndedBy = ({ promises }: StrategyDefinition, event: EventName) =>
  ['at-once', 'within'].includes(promises[event].stops)
