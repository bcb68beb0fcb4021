import { afterAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { EventName } from '#lib/strategies/events.ts'
import { strategies } from '#lib/strategies/registry.ts'
import { createServer } from './contract-client.ts'
import { cases, expectEnd, expectRefused, expectStopped, signedIn } from './contract-demands.ts'

const server = await createServer()
afterAll(() => server.runtime.close())

describe.each(cases)('%s in %s transport', (_id, transport, strategy) => {
  const fresh = () => signedIn(server, strategy, transport)

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
})
