import { afterAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { promised } from '#lib/strategies/describe.ts'
import type { EventName } from '#lib/strategies/events.ts'
import { jwtRefreshDenylist } from '#lib/strategies/jwt-refresh-denylist.ts'
import { strategies } from '#lib/strategies/registry.ts'
import { statelessJwt } from '#lib/strategies/stateless-jwt.ts'
import { defaultSettings } from '#lib/workspace/settings.ts'
import { Client, createServer } from './contract-client.ts'
import { timing, whoIsIn } from './contract-demands.ts'

const server = await createServer()
afterAll(() => server.runtime.close())

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

  it('promises nothing that outlives the session', async () => {
    const lifetimes = { sessionTtl: 1_800, idleTtl: 900, tokenTtl: 90_000, refreshTtl: 90_000 }
    const workspace = await server.workspace(lifetimes)
    const all = list.parse((await workspace.call('GET', '/api/strategies')).body)
    const of = (id: string) => all.find((one) => one.id === id)?.promises
    const atTheEnd = { stops: 'at-expiry', seconds: lifetimes.sessionTtl }
    expect(of('stateless-jwt')).toMatchObject({ logout: atTheEnd })
    expect(of('jwt-refresh-denylist')).toMatchObject({ 'device-limit': atTheEnd })
    for (const strategy of [statelessJwt, jwtRefreshDenylist]) {
      const { body } = await workspace.client(strategy).logIn()
      const { createdAt, expiresAt } = whoIsIn.parse(body).session
      expect(expiresAt - createdAt, strategy.id).toBe(lifetimes.sessionTtl)
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
