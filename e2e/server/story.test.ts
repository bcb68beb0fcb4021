import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { credentialCookieName } from '#lib/kernel/cookie-names.ts'
import { strategies } from '#lib/strategies/registry.ts'
import { Client, newLab } from './client.ts'
import { start, type Running } from './start.ts'

let server: Running
beforeAll(async () => {
  server = await start()
})
afterAll(() => server.kill9())

describe('a copy of the credential, over real HTTP', () => {
  it.each([
    ['cookie-session', 401],
    ['jwt-blocklist', 401],
    ['stateless-jwt', 200],
    ['jwt-refresh-rotation', 200],
  ])('of %s gets %i after the log-out', async (strategy, status) => {
    const lab = await newLab(server.url, { strategy })
    const victim = new Client(server.url, lab)
    const login = await victim.logIn('active')
    expect(login.status).toBe(200)
    for (const line of login.headers.getSetCookie()) {
      expect(line).toMatch(/; Path=\/; HttpOnly; SameSite=Lax$|; HttpOnly; SameSite=Lax$/)
    }
    const thief = victim.copy()
    expect((await thief.under('active', 'GET', 'me')).status).toBe(200)
    const logout = await victim.under('active', 'POST', 'logout', { scope: 'this' })
    expect(logout.status).toBe(200)
    expect(victim.jar.size).toBe(0)
    const replay = await thief.under('active', 'GET', 'me')
    expect(replay.status).toBe(status)
    expect(replay.headers.get('Server-Timing')).toMatch(/^verify;dur=[\d.]+, store;desc="reads=\d/)
    if (status === 401) expect(replay.body).toMatchObject({ code: 'revoked' })
    if (strategy !== 'jwt-refresh-rotation') return
    const refresh = await thief.copy().under('active', 'POST', 'refresh', {})
    expect(refresh.status).toBe(401)
    const { body } = await thief.call('GET', '/api/workspace')
    const { settings } = z.object({ settings: z.object({ accessTtl: z.int() }) }).parse(body)
    await thief.call('POST', '/api/workspace/clock', { advance: settings.accessTtl })
    const late = await thief.under('active', 'GET', 'me')
    expect(late).toMatchObject({ status: 401, body: { code: 'expired' } })
  })
})

const reusing = strategies.filter(({ detectsReuse }) => detectsReuse).map(({ id }) => [id])

describe.each(reusing)('%s: the same refresh token, twice at once', (strategy) => {
  it('is answered with the same successor, and then ends the family as a theft', async () => {
    const lab = await newLab(server.url, { strategy })
    const client = new Client(server.url, lab)
    await client.logIn(strategy)
    const tabs = Array.from({ length: 8 }, () => client.copy())
    const thief = client.copy()
    const answers = await Promise.all(tabs.map((tab) => tab.under(strategy, 'POST', 'refresh', {})))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    const cookie = credentialCookieName(strategy, 'refresh', new URL(server.url))
    const successors = new Set(tabs.map(({ jar }) => jar.get(cookie)))
    expect(successors.size, 'one successor for all').toBe(1)
    expect(successors).not.toContain(client.jar.get(cookie))
    await client.call('POST', '/api/workspace/clock', { advance: 60 })
    expect(await thief.under(strategy, 'POST', 'refresh', {})).toMatchObject({
      status: 401,
      body: { code: 'reused' },
    })
    const [tab] = tabs
    expect((await tab?.under(strategy, 'POST', 'refresh', {}))?.status).toBe(401)
  })
})
