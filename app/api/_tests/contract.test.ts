import { afterAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { StrategyDefinition } from '#lib/strategies/contract.ts'
import { promised } from '#lib/strategies/describe.ts'
import type { EventName } from '#lib/strategies/events.ts'
import { strategies } from '#lib/strategies/registry.ts'
import { defaultSettings, type Settings } from '#lib/workspace/settings.ts'
import { Client, cookieOf, createServer, type Reply, type Workspace } from './contract-client.ts'

const server = await createServer()
afterAll(() => server.runtime.close())

const whoIsIn = z.object({
  user: z.object({ username: z.string(), role: z.string() }),
  session: z.object({
    id: z.string(),
    device: z.string(),
    createdAt: z.int(),
    expiresAt: z.int(),
  }),
})
const timing = /^verify;dur=\d+(\.\d+)?, store;desc="reads=\d+ writes=\d+"$/

const cases = strategies.flatMap((strategy) =>
  strategy.transports.map((transport) => [strategy.id, transport, strategy] as const),
)

describe.each(cases)('%s in %s transport', (_id, transport, strategy) => {
  const fresh = () => signedIn(strategy, transport)

  it('signs in, and says who is signed in', async () => {
    const workspace = await server.workspace({ transport })
    const client = workspace.client(strategy)
    const login = await client.logIn('alice', 'laptop')
    const { user, session } = whoIsIn.parse(login.body)
    expect(user).toEqual({ username: 'alice', role: 'member' })
    expect(session.device).toBe('laptop')
    expect(session.createdAt).toBe(Math.floor(server.clock.now() / 1000))
    expect(session.expiresAt).toBeGreaterThan(session.createdAt)
    const me = await client.me()
    expect(me.status).toBe(200)
    expect(whoIsIn.parse(me.body).user).toEqual(user)
    expect(me.headers.get('Server-Timing')).toMatch(timing)
  })

  it('hands the credentials out by its transport alone', async () => {
    const workspace = await server.workspace({ transport })
    const login = await workspace.client(strategy).logIn()
    const names = strategy.credentials
    if (transport === 'bearer') {
      expect(login.cookies).toEqual([])
      const body = z.object({ credentials: z.record(z.string(), z.string()) }).parse(login.body)
      expect(names).toEqual(expect.arrayContaining(Object.keys(body.credentials)))
      expect(body.credentials['access']).toBeTruthy()
    } else {
      expect(login.body).not.toHaveProperty('credentials')
      const cookies = names.map((name) => cookieOf(strategy.id, name))
      expect(cookies).toEqual(expect.arrayContaining(login.cookies.map(({ name }) => name)))
      expect(login.cookies.length).toBeGreaterThan(0)
    }
  })

  it('refuses a client without credentials, and one with credentials of its own making', async () => {
    const { workspace } = await fresh()
    const nobody = workspace.client(strategy)
    expect(await nobody.me()).toMatchObject({ status: 401, code: 'credential_missing' })
    const forger = workspace.client(strategy)
    forger.bearer.set('access', 'made-up')
    for (const name of strategy.credentials) forger.jar.set(cookieOf(strategy.id, name), 'made-up')
    const forged = await forger.me()
    expect(forged.status).toBe(401)
    expect(forged.code).not.toBe('credential_missing')
    expect(forged.headers.get('WWW-Authenticate')).toContain('error="invalid_token"')
  })

  it('gives every sign-in an identifier of its own', async () => {
    const { client } = await fresh()
    const before = client.copy()
    const id = sessionId(await client.me())
    await client.logIn()
    expect(sessionId(await client.me())).not.toBe(id)
    expect([...client.jar, ...client.bearer]).not.toEqual([...before.jar, ...before.bearer])
  })

  it('renews where it declares it, and has no such call otherwise', async () => {
    const { client } = await fresh()
    const stale = client.copy()
    const renewal = await client.refresh()
    if (!strategy.renews) {
      expect(renewal).toMatchObject({ status: 404, code: 'not_found' })
      return
    }
    expect(renewal.status).toBe(200)
    expect((await client.me()).status).toBe(200)
    if (!strategy.detectsReuse) return
    expect([...client.jar, ...client.bearer]).not.toEqual([...stale.jar, ...stale.bearer])
  })

  it('lists its devices and ends one, or has no such calls', async () => {
    const { workspace, client } = await fresh()
    const phone = workspace.client(strategy)
    await phone.logIn('alice', 'phone')
    const id = sessionId(await phone.me())
    const list = await client.under('GET', 'sessions')
    const end = () => client.under('DELETE', `sessions/${id}`)
    if (!strategy.listsSessions) {
      expect(list).toMatchObject({ status: 404, code: 'not_found' })
      expect(await end()).toMatchObject({ status: 404, code: 'not_found' })
      return
    }
    const { sessions } = z
      .object({ sessions: z.array(z.object({ device: z.string(), current: z.boolean() })) })
      .parse(list.body)
    expect(sessions).toHaveLength(2)
    expect(sessions).toContainEqual(expect.objectContaining({ device: 'laptop', current: true }))
    expect(sessions).toContainEqual(expect.objectContaining({ device: 'phone', current: false }))
    expect((await end()).status).toBe(200)
    expect(await end()).toMatchObject({ status: 404, code: 'not_found' })
    expect((await client.me()).status).toBe(200)
    await expectStopped(workspace, strategy, phone, 'revoke-device')
  })

  it('opens the admin report to administrators alone', async () => {
    const { workspace, client } = await fresh()
    const report = (who: Client) => who.under('GET', 'admin-report')
    expect(await report(client)).toMatchObject({ status: 403, code: 'forbidden' })
    expect(await report(workspace.client(strategy))).toMatchObject({ status: 401 })
    const admin = workspace.client(strategy)
    await admin.logIn('admin')
    expect((await report(admin)).status).toBe(200)
  })

  it('wants a recent sign-in for a transfer, and takes a password as one', async () => {
    const { workspace, client } = await fresh()
    await workspace.set({ reauthAfter: 10 })
    const transfer = () => client.under('POST', 'transfer', { amount: 10.5 })
    expect(await transfer()).toMatchObject({ status: 200, body: { transferred: 10.5 } })
    await workspace.advance(11)
    expect(await transfer()).toMatchObject({ status: 403, code: 'reauthentication_required' })
    if (strategy.renews) {
      await client.refresh()
      expect(await transfer(), 'a renewal is no sign-in').toMatchObject({ status: 403 })
    }
    const wrong = await client.under('POST', 'reauthenticate', { password: 'wrong' })
    expect(wrong).toMatchObject({ status: 401, code: 'login_failed' })
    const old = client.copy()
    const password = workspace.passwordOf('alice')
    expect((await client.under('POST', 'reauthenticate', { password })).status).toBe(200)
    expect((await transfer()).status).toBe(200)
    await expectStopped(workspace, strategy, old, 'reauthentication')
  })

  it('changes the password, keeps this device and forgets the old password', async () => {
    const { workspace, client } = await fresh()
    const other = workspace.client(strategy)
    await other.logIn()
    const old = client.copy()
    const current = workspace.passwordOf('alice')
    const change = (given: object) => client.under('POST', 'password', given)
    const wrong = await change({ current: 'not this', next: 'a new password' })
    expect(wrong).toMatchObject({ status: 401, code: 'login_failed' })
    expect(await change({ current, next: 'short' })).toMatchObject({ status: 422 })
    expect((await change({ current, next: 'a new password' })).status).toBe(200)
    expect((await client.me()).status, 'this device stays').toBe(200)
    const login = await workspace.client(strategy).logIn()
    expect(login).toMatchObject({ status: 401, code: 'login_failed' })
    workspace.passwords['alice'] = 'a new password'
    expect((await workspace.client(strategy).logIn()).status).toBe(200)
    await expectStopped(workspace, strategy, old, 'password-change')
    await expectRefused(strategy, other, 'password-change')
  })

  it('says what a log-out really did', async () => {
    const { workspace, client } = await fresh()
    const thief = client.copy()
    const { stops } = strategy.promises.logout
    const logout = await client.logOut()
    expect(logout.status).toBe(200)
    const { ended } = z.object({ ended: z.string() }).parse(logout.body)
    expect(ended).toBe(stops === 'at-once' || stops === 'within' ? 'server' : 'client-only')
    if (transport === 'cookie') {
      const left = await client.me()
      expect(left).toMatchObject({ status: 401, code: 'credential_missing' })
    }
    await expectStopped(workspace, strategy, thief, 'logout')
  })

  it('signs out the other devices and stays', async () => {
    const { workspace, client } = await fresh()
    const other = workspace.client(strategy)
    await other.logIn('alice', 'phone')
    expect((await client.logOut('others')).status).toBe(200)
    expect((await client.me()).status, 'this device stays').toBe(200)
    await expectStopped(workspace, strategy, other, 'logout-others')
  })

  it('signs out all devices', async () => {
    const { workspace, client } = await fresh()
    const other = workspace.client(strategy)
    await other.logIn('alice', 'phone')
    const logout = await client.logOut('all')
    expect(logout.status).toBe(200)
    expect(client.jar.size, 'cookies are cleared').toBe(0)
    await expectStopped(workspace, strategy, other, 'logout-everywhere')
  })

  const operatorCalls: [EventName, string, string, unknown?][] = [
    ['ban', 'POST', 'users/alice/ban'],
    ['delete', 'DELETE', 'users/alice'],
    ['force-logout', 'POST', 'users/alice/force-logout'],
    ['rekey-account', 'POST', 'users/alice/rekey'],
    ['rotate-keys', 'POST', 'rotate-keys'],
    ['routine-rotation', 'POST', 'rotate-keys', { routine: true }],
    ['logout-all-users', 'POST', 'logout-all-users'],
  ]
  it.each(operatorCalls)('keeps its promise about %s', async (event, method, path, body) => {
    const { workspace, client } = await fresh()
    const thief = client.copy()
    const reply = await workspace.call(method, `/api/operator/${path}`, body)
    expect(reply.status).toBe(200)
    const { effects } = z.object({ effects: z.record(z.string(), z.string()) }).parse(reply.body)
    expect(Object.keys(effects).toSorted()).toEqual(strategies.map(({ id }) => id).toSorted())
    if (event === 'ban' || event === 'delete') {
      expect((await workspace.client(strategy).logIn()).status).toBe(401)
    }
    if (strategy.renews) await expectRefused(strategy, client.copy(), event)
    await expectStopped(workspace, strategy, thief, event)
  })

  it('keeps its promise about role-change', async () => {
    const workspace = await server.workspace({ transport })
    const admin = workspace.client(strategy)
    await admin.logIn('admin')
    const path = '/api/operator/users/admin/role'
    expect((await workspace.call('POST', path, { role: 'member' })).status).toBe(200)
    const report = async () => (await admin.under('GET', 'admin-report')).status === 200
    await expectEnd(workspace, strategy, report, 'role-change')
  })

  it('opens a stream to who is signed in alone', async () => {
    const { workspace, client } = await fresh()
    const stream = await client.under('GET', 'stream')
    expect(stream.status).toBe(200)
    const refused = await workspace.client(strategy).under('GET', 'stream')
    expect(refused).toMatchObject({ status: 401, code: 'credential_missing' })
  })

  it('is worthless in another workspace', async () => {
    const { workspace, client } = await fresh()
    const elsewhere = await server.workspace({ transport })
    const stranger = elsewhere.client(strategy)
    stranger.jar = new Map(client.jar)
    stranger.bearer = new Map(client.bearer)
    expect((await stranger.me()).status).toBe(401)
    expect((await stranger.refresh()).status).toBe(strategy.renews ? 401 : 404)
    await stranger.copy().logOut('all')
    if (strategy.listsSessions) {
      const local = elsewhere.client(strategy)
      await local.logIn()
      const id = sessionId(await client.me())
      expect((await local.under('DELETE', `sessions/${id}`)).status).toBe(404)
    }
    expect((await client.me()).status).toBe(200)
    for (const path of ['rotate-keys', 'logout-all-users', 'users/alice/ban']) {
      await elsewhere.call('POST', `/api/operator/${path}`)
    }
    expect((await client.me()).status, 'another operator has no hand in it').toBe(200)
    expect((await workspace.client(strategy).logIn()).status).toBe(200)
  })

  it.each(strategies.filter(({ id }) => id !== strategy.id).map((other) => [other.id, other]))(
    'is worthless under %s',
    async (_other, other) => {
      const { workspace, client } = await fresh()
      const confused = workspace.client(other)
      confused.bearer = new Map(client.bearer)
      for (const name of other.credentials) {
        const value = client.jar.get(cookieOf(strategy.id, name))
        if (value) confused.jar.set(cookieOf(other.id, name), value)
      }
      expect((await confused.me()).status).toBe(401)
      if (other.renews) expect((await confused.refresh()).status).toBe(401)
    },
  )
})

const reusing = cases.filter(([, , strategy]) => strategy.detectsReuse)
describe.each(reusing)('%s in %s transport, which detects reuse,', (_id, transport, strategy) => {
  it('ends the session when a used refresh token comes back', async () => {
    const { workspace, client } = await signedIn(strategy, transport)
    const thief = client.copy()
    expect((await client.refresh()).status).toBe(200)
    // An honest double refresh: the same successor once more.
    expect((await thief.copy().refresh()).status).toBe(200)
    await workspace.advance(workspace.settings.rotationGrace + 1)
    expect(await thief.refresh()).toMatchObject({ status: 401, code: 'reused' })
    expect((await client.refresh()).status).toBe(401)
  })
})

const listing = cases.filter(([, , strategy]) => strategy.listsSessions)
describe.each(listing)('%s in %s transport, which lists sessions,', (_id, transport, strategy) => {
  it("does not find another account's session", async () => {
    const { workspace, client } = await signedIn(strategy, transport)
    const bob = workspace.client(strategy)
    await bob.logIn('bob')
    const id = sessionId(await client.me())
    for (const other of [id, 'nonsense', `${id}x`, '%00', "'%20OR%201=1--"]) {
      const reply = await bob.under('DELETE', `sessions/${other}`)
      expect(reply).toMatchObject({ status: 404, code: 'not_found' })
    }
    expect((await client.me()).status).toBe(200)
  })
})

const both = strategies.map((strategy) => [strategy.id, strategy] as const)

describe('a credential cookie', () => {
  const flags = { path: '/', httpOnly: true }

  it.each(both)('of %s is HttpOnly, for all paths, and SameSite as set', async (_id, strategy) => {
    for (const sameSite of ['strict', 'lax', 'none'] as const) {
      const workspace = await server.workspace({ sameSite })
      const { cookies } = await workspace.client(strategy).logIn()
      for (const cookie of cookies) {
        expect(cookie).toMatchObject({ ...flags, sameSite })
        expect(cookie.domain).toBeUndefined()
        expect(cookie.secure ?? false).toBe(sameSite === 'none')
        expect(cookie.maxAge).toBeGreaterThan(0)
      }
    }
  })

  it.each(both)('of %s is Secure and bound to the host on https', async (_id, strategy) => {
    const workspace = await server.workspace()
    const client = workspace.client(strategy, 'https://lab.test')
    const { cookies } = await client.logIn()
    for (const cookie of cookies) {
      expect(cookie.name).toMatch(/^__Host-lab-/)
      expect(cookie).toMatchObject({ ...flags, secure: true })
    }
    expect((await client.me()).status).toBe(200)
    const plain = workspace.client(strategy, 'https://lab.test')
    plain.jar = new Map(
      [...client.jar].map(([name, value]) => [name.replace('__Host-', ''), value]),
    )
    expect(await plain.me(), 'no other name is read').toMatchObject({ code: 'credential_missing' })
    const logout = await client.logOut()
    expect(logout.cookies.map(({ name }) => name).toSorted()).toEqual(
      strategy.credentials
        .map((name) => cookieOf(strategy.id, name, 'https://lab.test'))
        .toSorted(),
    )
  })
})

describe('the workspace', () => {
  it('is made with three accounts, its settings and a cookie', async () => {
    const workspace = await server.workspace()
    const shown = await workspace.call('GET', '/api/workspace')
    expect(shown.body).toEqual({
      workspace: workspace.id,
      settings: defaultSettings,
      users: [
        { username: 'alice', role: 'member', disabled: false },
        { username: 'bob', role: 'member', disabled: false },
        { username: 'admin', role: 'admin', disabled: false },
      ],
      now: Math.floor(server.clock.now() / 1000),
    })
    expect(Buffer.from(workspace.id, 'base64url').length * 8).toBeGreaterThanOrEqual(128)
  })

  it('is named by its cookie, and by the header before it', async () => {
    const [one, two] = [await server.workspace(), await server.workspace()]
    const visitor = one.client('active')
    const show = async (headers: Record<string, string>) => {
      const reply = await visitor.call('GET', '/api/workspace', undefined, headers)
      return z.object({ workspace: z.string() }).safeParse(reply.body).data?.workspace ?? reply.code
    }
    const cookie = `lab-workspace=${two.id}`
    expect(await show({ Cookie: cookie, 'X-Lab-Workspace': one.id })).toBe(one.id)
    expect(await show({ Cookie: cookie, 'X-Lab-Workspace': 'unknown' })).toBe('not_found')
    expect(await show({ Cookie: cookie, 'X-Lab-Workspace': '' })).toBe('workspace_missing')
  })

  it('sets a cookie for its id', async () => {
    const { runtime } = server
    const reply = await new Client(runtime).call('POST', '/api/workspaces', {})
    const { workspace } = z.object({ workspace: z.string() }).parse(reply.body)
    expect(reply.cookies).toEqual([
      {
        name: 'lab-workspace',
        value: workspace,
        path: '/',
        httpOnly: true,
        sameSite: 'lax',
        maxAge: 86_400,
      },
    ])
    const again = await new Client(runtime).call('GET', '/api/workspace', undefined, {
      Cookie: `lab-workspace=${workspace}`,
    })
    expect(again.status).toBe(200)
    const secure = new Client(runtime, { origin: 'https://lab.test' })
    const [cookie] = (await secure.call('POST', '/api/workspaces', {})).cookies
    expect(cookie).toMatchObject({ name: '__Host-lab-443-workspace', secure: true })
  })

  it('changes the active strategy and the transport at once', async () => {
    const workspace = await server.workspace()
    for (const strategy of strategies) {
      for (const transport of strategy.transports) {
        await workspace.set({ strategy: strategy.id, transport })
        const client = workspace.client('active')
        const login = await client.logIn()
        const named = workspace.client(strategy)
        named.jar = new Map(client.jar)
        named.bearer = new Map(client.bearer)
        expect(login.cookies.length > 0).toBe(transport === 'cookie')
        expect((await client.me()).status).toBe(200)
        expect((await named.me()).status).toBe(200)
      }
    }
  })

  it('keeps every setting of changes that come at once', async () => {
    const workspace = await server.workspace()
    const changes = { algorithm: 'ES256', transport: 'bearer', sameSite: 'strict', cacheTtl: 1 }
    const replies = await Promise.all(
      Object.entries(changes).map(([name, value]) =>
        workspace.call('PATCH', '/api/workspace/settings', { [name]: value }),
      ),
    )
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    const shown = await workspace.call('GET', '/api/workspace')
    expect(shown.body).toMatchObject({ settings: changes })
  })

  it('refuses settings that contradict each other, and names the fields', async () => {
    const workspace = await server.workspace()
    const reply = await workspace.call('PATCH', '/api/workspace/settings', { idleTtl: 99_999 })
    expect(reply).toMatchObject({ status: 422, body: { errors: [{ path: 'idleTtl' }] } })
  })

  it('has a clock that goes forward alone, and not out of the calendar', async () => {
    const workspace = await server.workspace()
    const now = async () => {
      const { body } = await workspace.call('GET', '/api/workspace')
      return z.object({ now: z.int() }).parse(body).now
    }
    const start = await now()
    const move = (advance: number) => workspace.call('POST', '/api/workspace/clock', { advance })
    expect(await move(900)).toMatchObject({ status: 200, body: { now: start + 900 } })
    expect(await now()).toBe(start + 900)
    for (const wrong of [-1, 0.5, 1e12]) expect(await move(wrong)).toMatchObject({ status: 422 })
    expect(await now()).toBe(start + 900)
    const decade = 10 * 365 * 24 * 60 * 60
    const statuses = new Set<number>()
    for (let count = 0; count < 100; count += 1) statuses.add((await move(decade)).status)
    expect(statuses).toEqual(new Set([200, 422]))
    for (const strategy of strategies) {
      const client = workspace.client(strategy)
      expect((await client.logIn()).status).toBe(200)
      expect((await client.me()).status).toBe(200)
    }
  })

  it('is gone with everything in it when it is deleted', async () => {
    const workspace = await server.workspace()
    const client = workspace.client('active')
    await client.logIn()
    const reply = await workspace.call('DELETE', '/api/workspace')
    expect(reply.status).toBe(204)
    expect(reply.cookies).toMatchObject([{ name: 'lab-workspace', maxAge: 0 }])
    expect(await client.me()).toMatchObject({ status: 404, code: 'not_found' })
    expect(await workspace.call('GET', '/api/workspace')).toMatchObject({ status: 404 })
  })
})

describe('the list of strategies', () => {
  const list = z.array(z.object({ id: z.string(), promises: z.record(z.string(), z.unknown()) }))

  it('follows the settings of a workspace, and the defaults without one', async () => {
    const workspace = await server.workspace({ tokenTtl: 77, accessTtl: 33 })
    const open = list.parse((await new Client(server.runtime).call('GET', '/api/strategies')).body)
    const within = list.parse((await workspace.call('GET', '/api/strategies')).body)
    expect(open.map(({ id }) => id)).toEqual(strategies.map(({ id }) => id))
    for (const [index, { promises }] of strategies.entries()) {
      for (const event of Object.keys(promises) as EventName[]) {
        expect(open[index]?.promises[event]).toEqual(promised(promises[event], defaultSettings))
        const local = promised(promises[event], workspace.settings)
        expect(within[index]?.promises[event]).toEqual(local)
      }
    }
  })

  it('tells the cost that a request really has', async () => {
    for (const strategy of strategies) {
      const workspace = await server.workspace()
      const client = workspace.client(strategy)
      await client.logIn()
      const { reads, writes } = strategy.cost.request
      const me = await client.me()
      expect(me.headers.get('Server-Timing')).toContain(`"reads=${reads} writes=${writes}"`)
    }
  })
})

describe('the operator', () => {
  it('does not find a user that is not there', async () => {
    const workspace = await server.workspace()
    for (const rest of ['/ban', '/unban', '/force-logout', '/rekey']) {
      const reply = await workspace.call('POST', `/api/operator/users/nobody${rest}`)
      expect(reply).toMatchObject({ status: 404, code: 'not_found' })
    }
    const wrong = await workspace.call('POST', '/api/operator/rotate-keys', { strategy: 'none' })
    expect(wrong).toMatchObject({ status: 404, code: 'not_found' })
  })

  it('bans and takes back, and an old session does not come back with the account', async () => {
    for (const strategy of strategies) {
      const workspace = await server.workspace()
      const client = workspace.client(strategy)
      await client.logIn()
      await workspace.call('POST', '/api/operator/users/alice/ban')
      expect(await workspace.client(strategy).logIn()).toMatchObject({ code: 'account_disabled' })
      const before = (await client.me()).status
      await workspace.call('POST', '/api/operator/users/alice/unban')
      expect((await client.me()).status).toBe(before)
      expect((await workspace.client(strategy).logIn()).status).toBe(200)
    }
  })

  it('rotates the keys of one strategy, and no other hears of it', async () => {
    const workspace = await server.workspace()
    const clients = await Promise.all(
      strategies.map(async (strategy) => {
        const client = workspace.client(strategy)
        await client.logIn()
        return { strategy, client }
      }),
    )
    const [chosen] = strategies.filter(
      ({ promises }) => promises['rotate-keys'].stops === 'at-once',
    )
    const reply = await workspace.call('POST', '/api/operator/rotate-keys', {
      strategy: chosen?.id,
    })
    expect(reply.body).toEqual({ effects: { [chosen?.id ?? '']: 'revoked' } })
    for (const { strategy, client } of clients) {
      expect((await client.me()).status).toBe(strategy === chosen ? 401 : 200)
    }
  })
})

describe('the story of the issue', () => {
  it.each([
    ['cookie-session', 401],
    ['jwt-blocklist', 401],
    ['stateless-jwt', 200],
    ['jwt-refresh-rotation', 200],
  ])('a copy of the %s credential gets %i after the log-out', async (id, status) => {
    const strategy = strategies.find((candidate) => candidate.id === id)
    if (!strategy) throw new Error(`there is no ${id}`)
    const workspace = await server.workspace({ strategy: id })
    const victim = workspace.client('active')
    await victim.logIn()
    const thief = victim.copy()
    expect((await thief.me()).status).toBe(200)
    expect((await victim.logOut()).status).toBe(200)
    const replay = await thief.me()
    expect(replay.status).toBe(status)
    if (status === 401) expect(replay.code).toBe('revoked')
    if (!strategy.renews) return
    expect((await thief.refresh()).status).toBe(401)
    await workspace.advance(workspace.settings.accessTtl - 1)
    expect((await thief.me()).status).toBe(200)
    await workspace.advance(1)
    expect(await thief.me()).toMatchObject({ status: 401, code: 'expired' })
  })
})

describe('a response to a request with credentials', () => {
  it('carries its timing whatever the answer is', async () => {
    for (const strategy of strategies) {
      const workspace = await server.workspace()
      const client = workspace.client(strategy)
      await client.logIn()
      const replies = [
        await client.me(),
        await client.under('GET', 'admin-report'),
        await client.under('POST', 'transfer', 'not json'),
        await client.under('POST', 'logout', {}, { 'Sec-Fetch-Site': 'cross-site' }),
        await client.under('POST', 'logout', {}),
        await client.me(),
      ]
      for (const { status, headers } of replies) {
        expect(headers.get('Server-Timing'), `of a ${status}`).toMatch(timing)
      }
    }
  })
})

async function signedIn(strategy: StrategyDefinition, transport: Settings['transport']) {
  const workspace = await server.workspace({ transport })
  const client = workspace.client(strategy)
  expect((await client.logIn('alice', 'laptop')).status).toBe(200)
  return { workspace, client }
}
const sessionId = (reply: Reply) => whoIsIn.parse(reply.body).session.id

/** Demands exactly what the strategy promised of a copy of a credential. */
async function expectStopped(
  workspace: Workspace,
  strategy: StrategyDefinition,
  thief: Client,
  event: EventName,
): Promise<void> {
  await expectEnd(workspace, strategy, async () => (await thief.me()).status === 200, event)
}

async function expectEnd(
  workspace: Workspace,
  strategy: StrategyDefinition,
  accepted: () => Promise<boolean>,
  event: EventName,
): Promise<void> {
  const promise = promised(strategy.promises[event], workspace.settings)
  expect(await accepted(), `right after ${event}`).toBe(promise.stops !== 'at-once')
  if (!('seconds' in promise)) return
  await workspace.advance(promise.seconds + strategy.tolerance)
  expect(await accepted(), `${promise.seconds} s after ${event}`).toBe(false)
}

/** What is promised to stop within a time is not renewed at all. */
async function expectRefused(strategy: StrategyDefinition, thief: Client, event: EventName) {
  const { stops } = strategy.promises[event]
  if (strategy.renews && (stops === 'within' || stops === 'at-once')) {
    expect((await thief.refresh()).status, `a renewal after ${event}`).toBe(401)
  }
}
