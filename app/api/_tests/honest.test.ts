import { afterAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { promised } from '#lib/strategies/describe.ts'
import { strategies } from '#lib/strategies/registry.ts'
import { defaultSettings } from '#lib/workspace/settings.ts'
import { createServer, type Client } from './contract-client.ts'

/** What honest people reported, each for its whole kind. */

const server = await createServer()
afterAll(() => server.runtime.close())

const stateful = strategies.filter(({ promises }) =>
  ['at-once', 'within'].includes(promises['logout-everywhere'].stops),
)
const listed = z.object({ sessions: z.array(z.object({ id: z.string(), device: z.string() })) })
const inMe = z.object({ session: z.object({ id: z.string(), expiresAt: z.int() }) })

async function devicesOf(client: Client) {
  const { body } = await client.under('GET', 'sessions')
  return listed.parse(body).sessions
}

describe.each(stateful.map((one) => [one.id, one] as const))('%s', (_id, definition) => {
  async function twoDevices() {
    const workspace = await server.workspace()
    const [owner, other] = [workspace.client(definition), workspace.client(definition)]
    await owner.logIn('alice', 'owner')
    await other.logIn('alice', 'other')
    return { workspace, owner, other }
  }

  it('lets a credential that is no longer in force reach nothing beyond itself', async () => {
    const { workspace, owner, other } = await twoDevices()
    const ownerId = inMe.parse((await owner.me()).body).session.id
    expect((await owner.logOut('others')).status).toBe(200)
    const password = workspace.passwordOf('alice')
    const calls: [string, string, unknown?][] = [
      ['POST', 'logout', { scope: 'others' }],
      ['POST', 'logout', { scope: 'all' }],
      ['POST', 'password', { current: password, next: 'another password' }],
      ['POST', 'reauthenticate', { password }],
    ]
    if (definition.listsSessions) {
      calls.push(['GET', 'sessions'], ['DELETE', `sessions/${ownerId}`])
    }
    for (const [method, rest, body] of calls) {
      const { status, code } = await other.copy().under(method, rest, body)
      expect({ rest, status, code }).toEqual({ rest, status: 401, code: 'revoked' })
    }
    expect((await owner.me()).status).toBe(200)
  })

  it('reaches nothing either after what else ends a session', async () => {
    const order = (rest: string) => (owner: Client) =>
      owner.call('POST', `/api/operator/users/alice/${rest}`)
    const endings: Record<string, (owner: Client, password: string) => Promise<unknown>> = {
      'a ban that was lifted': async (owner) => [
        await order('ban')(owner),
        await order('unban')(owner),
      ],
      'a forced log-out': order('force-logout'),
      'another id': order('rekey'),
      'a log-out everywhere': (owner) => owner.logOut('all'),
      'a new password': (owner, password) =>
        owner.under('POST', 'password', { current: password, next: 'another password' }),
      'the log-out of everybody': (owner) => owner.call('POST', '/api/operator/logout-all-users'),
    }
    for (const [ending, happens] of Object.entries(endings)) {
      const { workspace, owner, other } = await twoDevices()
      const password = workspace.passwordOf('alice')
      await happens(owner, password)
      const now = ending === 'a new password' ? 'another password' : password
      const again = workspace.client(definition)
      const { status } = await again.under('POST', 'login', { username: 'alice', password: now })
      expect(status, ending).toBe(200)
      const ownId = inMe.parse((await again.me()).body).session.id
      const calls: [string, string, unknown?][] = [
        ['POST', 'logout', { scope: 'others' }],
        ['POST', 'logout', { scope: 'all' }],
        ['POST', 'password', { current: now, next: 'a third password' }],
        ['POST', 'reauthenticate', { password: now }],
        ['GET', 'sessions'],
        ['DELETE', `sessions/${ownId}`],
      ]
      for (const [method, rest, body] of calls) {
        const reply = await other.copy().under(method, rest, body)
        const refusal = rest.startsWith('sessions') && !definition.listsSessions ? 404 : 401
        expect(reply.status, `${method} ${rest} after ${ending}`).toBe(refusal)
      }
      expect((await again.me()).status, ending).toBe(200)
    }
  })

  it('tells one end of a session, wherever it is told', async () => {
    const { owner } = await twoDevices()
    const signIn = await owner.logIn('alice', 'owner')
    const ends = [signIn, await owner.me()].map(({ body }) => inMe.parse(body).session.expiresAt)
    if (definition.renews) {
      const renewed = await owner.refresh()
      // Where use slides the end, it is told anew.
      if (definition.promises['absolute-timeout'].stops !== 'never') {
        ends.push(inMe.parse(renewed.body).session.expiresAt)
      }
    }
    expect(new Set(ends).size).toBe(1)
  })

  it('lists no device whose session is over', async () => {
    if (!definition.listsSessions) return
    const { workspace, owner } = await twoDevices()
    const idle = promised(definition.promises['idle-timeout'], workspace.settings)
    const slack = idle.stops === 'within' ? idle.seconds : 0
    for (let gone = 0; gone < workspace.settings.idleTtl + slack; gone += 240) {
      await workspace.advance(240)
      await owner.refresh()
      await owner.me()
    }
    const { status } = await owner.me()
    expect(status).toBe(200)
    expect((await devicesOf(owner)).map(({ device }) => device).toSorted()).toEqual(
      idle.stops === 'at-expiry' ? ['other', 'owner'] : ['owner'],
    )
  })
})

/** What a log-out is answered: 200, or why not. */
async function ended(client: Client, scope: 'this' | 'others' | 'all') {
  const { status, code } = await client.logOut(scope)
  return status === 200 ? status : code
}

describe.each(strategies.map((one) => [one.id, one] as const))('%s and time', (_id, definition) => {
  it('calls nothing forged that is only early or late, and lets it be ended', async () => {
    const workspace = await server.workspace()
    const client = workspace.client(definition)
    server.clock.advance(60_000)
    await client.logIn()
    server.clock.back(1_200)
    const early = await client.copy().me()
    expect(early.status === 200 ? undefined : early.code).not.toBe('signature_invalid')
    expect([200, 401]).toContain(early.status)
    if (early.status === 401) expect(early.code).toBe('not_yet_valid')
    expect((await client.copy().logOut('this')).status).toBe(200)
    server.clock.advance(1_200)
    await client.logIn()
    const { sessionTtl } = workspace.settings
    await workspace.advance(sessionTtl + definition.tolerance + 1)
    const late = await client.copy().me()
    if (late.status === 401) expect(late.code).toMatch(/^(expired|idle_timeout|revoked)$/)
    // To log out of all devices, and to log out where that is the same, a credential has to be in
    // force; next-auth deletes a row that is over before anybody can.
    const isWide = definition.collateral.logout === 'other-devices'
    const isGone = definition.id === 'next-auth-database'
    const expected = isWide ? 'expired' : isGone ? 'revoked' : 200
    expect(await ended(client.copy(), 'this')).toBe(expected)
  })

  it('moves no end by a look that carries nothing new', async () => {
    const workspace = await server.workspace()
    const client = workspace.client(definition)
    const before = inMe.parse((await client.logIn()).body).session.expiresAt
    await workspace.advance(50)
    const after = inMe.parse((await client.me()).body).session.expiresAt
    // A look at next-auth's rows slides them, whoever looks.
    expect(after - before).toBe(definition.id === 'next-auth-database' ? 50 : 0)
  })

  it('reaches no other device once it is idle or over, whatever it holds', async () => {
    const idle = promised(definition.promises['idle-timeout'], defaultSettings)
    for (const isOver of [false, true]) {
      if (!isOver && !['at-once', 'within'].includes(idle.stops)) continue
      const workspace = await server.workspace()
      const [owner, other] = [workspace.client(definition), workspace.client(definition)]
      await owner.logIn('alice', 'owner')
      const { idleTtl, accessTtl, cacheTtl, sessionTtl } = workspace.settings
      await workspace.advance(isOver ? sessionTtl + 60 : idleTtl + accessTtl + cacheTtl)
      await other.logIn('alice', 'other')
      for (const scope of ['others', 'all'] as const) {
        const answer = await ended(owner.copy(), scope)
        // Where nothing is kept, nothing is reached.
        const reason = isOver ? /^(expired|revoked)$/ : /^(idle_timeout|expired)$/
        if (answer !== 200) expect(answer, scope).toMatch(reason)
        else expect(definition.promises['logout-everywhere'].stops).toMatch(/never|at-expiry/)
      }
      expect((await other.me()).status).toBe(200)
      expect((await other.refresh()).status).toBe(definition.renews ? 200 : 404)
    }
  })
})

it('keeps no list longer than what is on it lives', async () => {
  for (const definition of strategies) {
    const workspace = await server.workspace()
    const opened = await server.runtime.open(workspace.id)
    if (!opened) throw new Error('the workspace is gone')
    const rows = async () => (await opened.inspect(definition)).flatMap((table) => table.rows)
    for (let day = 0; day < 6; day += 1) {
      const client = workspace.client(definition)
      await client.logIn()
      await client.logOut('this')
      await client.logIn()
      await client.logOut('all')
      await workspace.advance(24 * 60 * 60)
    }
    const now = server.clock.now()
    await server.runtime.backend.prune(now)
    // A day after its end nobody needs it; what goes on counting is one row, or one an account.
    expect((await rows()).length, definition.id).toBeLessThanOrEqual(6)
  }
})

describe.each(strategies.map((one) => [one.id, one] as const))('%s', (_id, definition) => {
  it('says with each answer for whom it is, and at what time', async () => {
    const workspace = await server.workspace()
    const client = workspace.client(definition)
    await client.logIn('alice')
    const me = await client.me()
    const { session } = inMe.parse(me.body)
    const report = await client.under('GET', 'admin-report')
    expect(report.status).toBe(403)
    for (const { headers } of [me, report]) {
      expect(headers.get('X-Lab-User')).toBe('alice')
      expect(headers.get('X-Lab-Session')).toBe(encodeURIComponent(session.id))
      expect(Number(headers.get('X-Lab-Now'))).toBe(Math.floor(server.clock.now() / 1000))
    }
    const refused = await workspace.client(definition).me()
    expect(refused.headers.get('X-Lab-User')).toBeNull()
    expect(refused.headers.get('X-Lab-Session')).toBeNull()
    expect(refused.headers.get('X-Lab-Now')).not.toBeNull()
  })
})

it('tells until when a copy of a session is believed, and renews that', async () => {
  const definition = strategies.find(({ id }) => id === 'cached-session')
  if (!definition) throw new Error('no such strategy')
  const workspace = await server.workspace({ cacheTtl: 100 })
  const client = workspace.client(definition)
  const ends = ({ body }: { body: unknown }) => until.parse(body).session.credentialExpiresAt
  const now = () => Math.floor(server.clock.now() / 1000)
  expect(ends(await client.logIn('alice'))).toBe(now() + 100)
  expect(ends(await client.me())).toBe(now() + 100)
  server.clock.advance(101_000)
  expect(ends(await client.me())).toBeUndefined()
  expect(ends(await client.refresh())).toBe(now() + 100)
  expect(ends(await client.me())).toBe(now() + 100)
})
const until = z.object({ session: z.object({ credentialExpiresAt: z.int().optional() }) })
