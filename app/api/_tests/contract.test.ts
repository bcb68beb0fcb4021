import { afterAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { strategies } from '#lib/strategies/registry.ts'
import type { Client } from './contract-client.ts'
import { cookieOf, createServer } from './contract-client.ts'
import { cases, expectStopped, sessionId, signedIn, timing, whoIsIn } from './contract-demands.ts'

const server = await createServer()
afterAll(() => server.runtime.close())

describe.each(cases)('%s in %s transport', (_id, transport, strategy) => {
  const fresh = () => signedIn(server, strategy, transport)

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
    const { workspace, client } = await signedIn(server, strategy, transport)
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
    const { workspace, client } = await signedIn(server, strategy, transport)
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
