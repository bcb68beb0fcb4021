import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { StrategyDefinition } from '#lib/strategies/contract.ts'
import { cookieSession } from '#lib/strategies/cookie-session.ts'
import { promised } from '#lib/strategies/describe.ts'
import { strategies } from '#lib/strategies/registry.ts'
import { hashOf } from '#lib/tokens/opaque.ts'
import { RESET_TTL } from '#lib/workspace/password-reset.ts'
import { createServer, type Reply, type Server, type Workspace } from './contract-client.ts'

let server: Server
let workspace: Workspace
beforeEach(async () => {
  server = await createServer()
  workspace = await server.workspace()
})
afterEach(() => server.runtime.close())

const NEXT = 'a password that nobody had before'
const users = '/api/operator/users'
const offered = z.object({ token: z.string(), link: z.string(), expiresAt: z.int() })

async function offer(username = 'alice') {
  const reply = await workspace.call('POST', `${users}/${username}/password-reset`)
  expect(reply.status).toBe(201)
  return offered.parse(reply.body)
}
const redeem = (token: string, next = NEXT): Promise<Reply> =>
  workspace.call('POST', '/api/password-reset', { token, next })
const logIn = (password: string, username = 'alice'): Promise<Reply> =>
  workspace.client('active').under('POST', 'login', { username, password })

describe('a reset of a forgotten password', () => {
  it('sets a new password once, and signs nobody in', async () => {
    const { token, link, expiresAt } = await offer()
    expect(link).toBe(`/password-reset#${token}`)
    expect(expiresAt).toBe(Math.floor((server.clock.now() + RESET_TTL) / 1000))
    expect((await logIn(workspace.passwordOf('alice'))).status, 'asked for is not used').toBe(200)
    const reply = await redeem(token)
    expect(reply).toMatchObject({ status: 200, cookies: [] })
    expect(reply.body).toMatchObject({
      username: 'alice',
      effects: { 'cookie-session': 'revoked', 'stateless-jwt': 'cannot' },
    })
    expect((await logIn(workspace.passwordOf('alice'))).status).toBe(401)
    expect((await logIn(NEXT)).status).toBe(200)
    expect(await redeem(token, 'another new password')).toMatchObject({ code: 'reset_invalid' })
    expect(await redeem(token)).toMatchObject({ status: 401, code: 'reset_invalid' })
    expect((await logIn(NEXT)).status).toBe(200)
  })

  it('is refused where it is over, was replaced, or the account has changed its password', async () => {
    const voids: [string, () => Promise<unknown>][] = [
      ['its time is over', () => workspace.advance(RESET_TTL / 1000)],
      ['another one was asked for', () => offer()],
      [
        'the password was changed',
        async () => {
          const client = workspace.client(cookieSession)
          await client.logIn()
          const given = { current: workspace.passwordOf('alice'), next: 'changed otherwise' }
          expect((await client.under('POST', 'password', given)).status).toBe(200)
        },
      ],
      ['the accounts were put back', () => workspace.call('POST', '/api/lab/start-over', {})],
      ['the account is gone', () => workspace.call('DELETE', `${users}/alice`)],
      ['and is there again', () => workspace.call('POST', '/api/lab/start-over', {})],
    ]
    let { token } = await offer()
    for (const [why, happens] of voids) {
      await happens()
      expect(await redeem(token), why).toMatchObject({ status: 401, code: 'reset_invalid' })
      if (why !== 'the account is gone') token = (await offer()).token
    }
    expect((await redeem(token)).status).toBe(200)
  })

  it('is good until its last second, whatever id the account has by then', async () => {
    const { token } = await offer()
    await workspace.call('POST', `${users}/alice/rekey`)
    await workspace.advance(RESET_TTL / 1000 - 1)
    expect((await redeem(token)).status).toBe(200)
  })

  it('is not used up by a password that is too short, nor by an account that is disabled', async () => {
    const { token } = await offer()
    expect(await redeem(token, 'short')).toMatchObject({ status: 422, code: 'invalid_request' })
    await workspace.call('POST', `${users}/alice/ban`)
    expect(await redeem(token)).toMatchObject({ status: 401, code: 'account_disabled' })
    await workspace.call('POST', `${users}/alice/unban`)
    expect((await redeem(token)).status).toBe(200)
  })

  it('is one of two that come at once', async () => {
    const { token } = await offer()
    const replies = await Promise.all([redeem(token, `${NEXT} 1`), redeem(token, `${NEXT} 2`)])
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200, 401]))
  })

  it('rests as a hash, and means nothing in another workspace', async () => {
    const { token } = await offer()
    const opened = await server.runtime.open(workspace.id)
    expect(await opened?.passwordResets.find(token)).toBeNull()
    expect(await opened?.passwordResets.find(hashOf(token))).toMatchObject({
      username: 'alice',
      tokenHash: hashOf(token),
      used: false,
    })
    const other = await server.workspace()
    const reply = await other.call('POST', '/api/password-reset', { token, next: NEXT })
    expect(reply).toMatchObject({ status: 401, code: 'reset_invalid' })
    expect((await redeem(token)).status).toBe(200)
  })

  it('is guessed ten times a minute, and costs a guess what a good one costs', async () => {
    const { token } = await offer()
    for (let count = 0; count < 10; count += 1) {
      expect(await redeem('no such token')).toMatchObject({ status: 401, code: 'reset_invalid' })
    }
    expect(await redeem(token)).toMatchObject({ status: 429, code: 'rate_limited' })
    expect((await logIn(workspace.passwordOf('alice'))).status, 'signing in goes on').toBe(200)
  })

  it('is offered by the operator alone, and to accounts that there are', async () => {
    expect(await workspace.call('POST', `${users}/nobody/password-reset`)).toMatchObject({
      status: 404,
    })
    const abroad = { 'Sec-Fetch-Site': 'cross-site' }
    const client = workspace.client('active')
    for (const path of [`${users}/alice/password-reset`, '/api/password-reset']) {
      const reply = await client.call('POST', path, {}, abroad)
      expect(reply).toMatchObject({ status: 403, code: 'cross_site_blocked' })
    }
  })
})

const cases = strategies.flatMap((strategy) =>
  strategy.transports.map((transport) => [strategy.id, transport, strategy] as const),
)
it.each(cases)(
  'ends under %s in %s transport what was promised',
  async (_, transport, strategy) => {
    workspace = await server.workspace({ transport })
    const [client, other] = [await signedIn(strategy), await signedIn(strategy, 'bob')]
    const { token } = await offer()
    expect((await redeem(token)).status).toBe(200)
    const promise = promised(strategy.promises['password-reset'], workspace.settings)
    if (promise.stops === 'at-once' || promise.stops === 'within') {
      if (strategy.renews) expect((await client.copy().refresh()).status).toBe(401)
    }
    expect((await client.me()).status).toBe(promise.stops === 'at-once' ? 401 : 200)
    expect((await other.me()).status).toBe(200)
    const again = workspace.client(strategy)
    const given = { username: 'alice', password: NEXT }
    expect((await again.under('POST', 'login', given)).status).toBe(200)
    expect((await again.me()).status).toBe(200)
    if (!('seconds' in promise)) return
    await workspace.advance(promise.seconds + strategy.tolerance)
    expect((await client.me()).status).toBe(401)
  },
)

async function signedIn(strategy: StrategyDefinition, username = 'alice') {
  const client = workspace.client(strategy)
  expect((await client.logIn(username)).status).toBe(200)
  return client
}
