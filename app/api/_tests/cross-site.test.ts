import { afterAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { strategies } from '#lib/strategies/registry.ts'
import type { Settings } from '#lib/workspace/settings.ts'
import { Client, createServer } from './contract-client.ts'

const server = await createServer()
afterAll(() => server.runtime.close())

/** What a request says of where it comes from, and whether that is another site than lab.test. */
const origins: [string, Record<string, string>, boolean][] = [
  ['a program that says nothing', {}, false],
  ['the page itself', { 'Sec-Fetch-Site': 'same-origin', Origin: 'http://lab.test' }, false],
  ['the address bar', { 'Sec-Fetch-Site': 'none' }, false],
  ['another site', { 'Sec-Fetch-Site': 'cross-site', Origin: 'http://evil.test' }, true],
  ['a page on another subdomain', { 'Sec-Fetch-Site': 'same-site' }, true],
  ['a value that is not known', { 'Sec-Fetch-Site': 'nonsense' }, true],
  ['an empty value', { 'Sec-Fetch-Site': '' }, true],
  [
    'an origin against its fetch metadata',
    {
      'Sec-Fetch-Site': 'cross-site',
      Origin: 'http://lab.test',
    },
    true,
  ],
  ['an old browser on the page itself', { Origin: 'http://lab.test' }, false],
  ['an old browser, in capitals', { Origin: 'http://lab.test', Host: 'LAB.test' }, false],
  [
    'an old browser, the port spelled out',
    { Origin: 'http://lab.test', Host: 'lab.test:80' },
    false,
  ],
  ['an old browser on another site', { Origin: 'http://evil.test' }, true],
  ['another port', { Origin: 'http://lab.test:8080' }, true],
  ['a name that ends alike', { Origin: 'http://evil-lab.test' }, true],
  ['a name that begins alike', { Origin: 'http://lab.test.evil.test' }, true],
  ['a user name that looks alike', { Origin: 'http://lab.test@evil.test' }, true],
  ['a sandboxed frame', { Origin: 'null' }, true],
  ['an origin that is none', { Origin: 'lab.test' }, true],
  ['an empty origin', { Origin: '' }, true],
]

const cases = strategies.flatMap((strategy) =>
  strategy.transports.map((transport) => [strategy.id, transport, strategy] as const),
)

describe.each(cases)('%s in %s transport', (_id, transport, strategy) => {
  it.each(origins)('is asked to log out by %s', async (_who, headers, crossSite) => {
    const workspace = await server.workspace({ transport })
    const client = workspace.client(strategy, 'http://lab.test')
    await client.logIn()
    const thief = client.copy()
    const reply = await client.under('POST', 'logout', { scope: 'this' }, headers)
    // Nobody else's page can add an Authorization header: bearer transport has nothing to check.
    const blocked = crossSite && transport === 'cookie'
    expect(reply.status).toBe(blocked ? 403 : 200)
    if (!blocked) return
    expect(reply.code).toBe('cross_site_blocked')
    expect(reply.cookies).toEqual([])
    expect((await thief.me()).status, 'nothing was ended').toBe(200)
  })
})

describe('another site', () => {
  const evil = { 'Sec-Fetch-Site': 'cross-site', Origin: 'http://evil.test' }

  it('may do anything where the workspace turned the check off', async () => {
    const workspace = await server.workspace({ originCheck: false })
    for (const strategy of strategies) {
      const client = workspace.client(strategy)
      await client.logIn()
      const reply = await client.under('POST', 'transfer', { amount: 1 }, evil)
      expect(reply.status).toBe(200)
      expect((await client.under('POST', 'logout', {}, evil)).status).toBe(200)
    }
  })

  it('may read what its cookies open, since reading changes nothing', async () => {
    const workspace = await server.workspace()
    const client = workspace.client('active')
    await client.logIn()
    expect((await client.under('GET', 'me', undefined, evil)).status).toBe(200)
  })

  it('signs nobody in', async () => {
    const workspace = await server.workspace()
    const body = { username: 'alice', password: workspace.passwordOf('alice') }
    const reply = await workspace.client('active').under('POST', 'login', body, evil)
    expect(reply).toMatchObject({ status: 403, code: 'cross_site_blocked', cookies: [] })
  })

  it('never changes the workspace, whatever the settings are', async () => {
    for (const settings of [{ originCheck: false }, { transport: 'bearer' as const }, {}]) {
      const workspace = await server.workspace(settings)
      const client = workspace.client('active')
      const before = (await workspace.call('GET', '/api/workspace')).text
      const calls: [string, string, unknown?][] = [
        ['PATCH', '/api/workspace/settings', { originCheck: false }],
        ['POST', '/api/workspace/clock', { advance: 60 }],
        ['DELETE', '/api/workspace'],
        ['POST', '/api/operator/users/alice/ban'],
        ['DELETE', '/api/operator/users/alice'],
        ['POST', '/api/operator/rotate-keys', {}],
        ['POST', '/api/operator/logout-all-users'],
      ]
      for (const [method, path, body] of calls) {
        const reply = await client.call(method, path, body, evil)
        expect(reply).toMatchObject({ status: 403, code: 'cross_site_blocked' })
      }
      expect((await workspace.call('GET', '/api/workspace')).text).toBe(before)
    }
  })
})

/** How a form of another site writes JSON: the first `amount` swallows the sign between name and value. */
const formBody = '{"amount":"=","amount":1000}\r\n'

describe('a form of another site', () => {
  const headers = {
    'Sec-Fetch-Site': 'cross-site',
    Origin: 'http://evil.test',
    'Content-Type': 'text/plain',
  }

  it('is taken for JSON where the check is off, and nowhere else', async () => {
    for (const strategy of strategies) {
      const workspace = await server.workspace({ originCheck: false })
      const client = workspace.client(strategy)
      await client.logIn()
      const send = () => client.under('POST', 'transfer', formBody, headers)
      expect(await send()).toMatchObject({ status: 200, body: { transferred: 1000 } })
      await workspace.set({ originCheck: true })
      expect(await send()).toMatchObject({ status: 403, code: 'cross_site_blocked' })
    }
  })

  it('is refused for what it is where nobody can tell where it comes from', async () => {
    const workspace = await server.workspace()
    const client = workspace.client('active')
    await client.logIn()
    const type = { 'Content-Type': 'text/plain' }
    const reply = await client.under('POST', 'transfer', formBody, type)
    expect(reply).toMatchObject({ status: 415, code: 'unsupported_media_type' })
  })

  it('is refused by the workspace whatever is set, and from wherever it comes', async () => {
    const workspace = await server.workspace({ originCheck: false })
    const type = { 'Content-Type': 'text/plain' }
    const path = '/api/workspace/clock'
    const client = workspace.client('active')
    const blocked = { status: 403, code: 'cross_site_blocked' }
    expect(await client.call('POST', path, '{"advance":60}', headers)).toMatchObject(blocked)
    const refused = { status: 415, code: 'unsupported_media_type' }
    expect(await client.call('POST', path, '{"advance":60}', type)).toMatchObject(refused)
  })
})

describe("the workspace's own cookie", () => {
  const make = async (settings: Partial<Settings>) => {
    const reply = await new Client(server.runtime).call('POST', '/api/workspaces', { settings })
    return { cookie: reply.cookies[0], headers: { Cookie: `lab-workspace=${idOf(reply.body)}` } }
  }
  const idOf = (body: unknown) => z.object({ workspace: z.string() }).parse(body).workspace
  const lax = { name: 'lab-workspace', sameSite: 'lax', httpOnly: true }
  const none = { sameSite: 'none', secure: true, httpOnly: true }

  it.each([
    ['usually', {}, lax],
    ['with strict cookies', { sameSite: 'strict' as const }, lax],
    ['with cookies for all sites', { sameSite: 'none' as const }, none],
    ['without the check', { originCheck: false }, none],
    ['without the check, with strict cookies', { originCheck: false, sameSite: 'strict' }, none],
  ] satisfies [string, Partial<Settings>, object][])('goes %s as far as that', async (...given) => {
    const [, settings, expected] = given
    expect((await make(settings)).cookie).toMatchObject(expected)
  })

  it('follows the settings in the browser that holds it', async () => {
    const { headers } = await make({})
    const client = new Client(server.runtime)
    const set = async (settings: Partial<Settings>) => {
      const reply = await client.call('PATCH', '/api/workspace/settings', settings, headers)
      expect(reply.status).toBe(200)
      return reply.cookies
    }
    expect(await set({ originCheck: false })).toMatchObject([none])
    expect(await set({ tokenTtl: 60 })).toEqual([])
    expect(await set({ sameSite: 'strict' })).toMatchObject([none])
    expect(await set({ originCheck: true })).toMatchObject([lax])
  })

  it('is left alone where the header names the workspace', async () => {
    const { headers } = await make({})
    const other = await server.workspace()
    const client = new Client(server.runtime)
    const both = { ...headers, 'X-Lab-Workspace': other.id }
    const settings = { originCheck: false }
    const reply = await client.call('PATCH', '/api/workspace/settings', settings, both)
    expect(reply).toMatchObject({ status: 200, cookies: [] })
  })
})
