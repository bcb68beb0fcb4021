import { afterAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { nextAuthJwt } from '#lib/strategies/next-auth-jwt.ts'
import { strategies } from '#lib/strategies/registry.ts'
import { mounted } from '../_http/library.ts'
import { cookieOf, createServer, exchange, ORIGIN } from './contract-client.ts'

const server = await createServer()
afterAll(() => server.runtime.close())

const malformed = { status: 401, code: 'credential_malformed', cookies: [] }

/** Ways to say a cookie so that not everybody reads the same. */
const spellings = (name: string, value: string): [string, string][] => [
  ['twice, and other first', `${name}=other; ${name}=${value}`],
  ['twice, and other last', `${name}=${value}; ${name}=other`],
  ['twice alike', `${name}=${value}; ${name}=${value}`],
  ['once empty', `${name}=; ${name}=${value}`],
  ['with a space behind its name', `${name} =${value}`],
  ['with a tab before its name', `a=b;\t${name}=${value}`],
  ['a second time with a space', `${name}=${value}; ${name} =${value}`],
]

describe.each(strategies)('$id', (strategy) => {
  it('reads nothing from ambiguous credentials, and ends and clears nothing', async () => {
    const workspace = await server.workspace()
    const client = workspace.client(strategy)
    await client.logIn()
    for (const credential of strategy.credentials) {
      const name = cookieOf(strategy.id, credential)
      const others = [...client.jar].flatMap(([key, kept]) =>
        key === name ? [] : `${key}=${kept}`,
      )
      for (const [how, text] of spellings(name, client.jar.get(name) ?? '')) {
        const headers = { Cookie: [...others, text].join('; ') }
        const calls: [string, string, object?][] = [
          ['GET', 'me'],
          ['GET', 'stream'],
          ['POST', 'logout', { scope: 'all' }],
          ['POST', 'refresh', {}],
          ['POST', 'login', { username: 'alice', password: workspace.passwordOf('alice') }],
        ]
        for (const [method, rest, body] of calls) {
          const reply = await workspace.client(strategy).under(method, rest, body, headers)
          expect(reply, `${method} ${rest}, ${credential} ${how}`).toMatchObject(malformed)
        }
      }
    }
    expect((await client.me()).status, 'the session goes on').toBe(200)
  })

  it('is not confused by cookies whose names are others', async () => {
    const workspace = await server.workspace()
    const client = workspace.client(strategy)
    await client.logIn()
    const name = cookieOf(strategy.id, 'access')
    const own = [...client.jar].map(([key, value]) => `${key}=${value}`)
    const strangers = [`__Host-${name}=other`, `${name}x=other`, `x${name}=other`, 'a=1', 'a=2']
    const headers = { Cookie: [...strangers, ...own, ...strangers].join('; ') }
    const reply = await workspace.client(strategy).under('GET', 'me', undefined, headers)
    expect(reply.status).toBe(200)
  })

  it('takes on https the cookie that is bound to the host, whatever is beside it', async () => {
    const workspace = await server.workspace()
    const client = workspace.client(strategy, 'https://lab.test')
    await client.logIn()
    const own = [...client.jar].map(([key, value]) => `${key}=${value}`)
    const planted = `${cookieOf(strategy.id, 'access')}=planted`
    const ask = (...cookies: string[]) =>
      workspace
        .client(strategy, 'https://lab.test')
        .under('GET', 'me', undefined, { Cookie: cookies.join('; ') })
    expect((await ask(planted, ...own, planted)).status).toBe(200)
    expect(await ask(planted)).toMatchObject({ code: 'credential_missing' })
    expect(await ask(...own, ...own)).toMatchObject(malformed)
  })
})

describe('the lab', () => {
  it('neither copies nor believes ambiguous credentials', async () => {
    const workspace = await server.workspace()
    const client = workspace.client('active')
    await client.logIn()
    const [[name = '', value = ''] = []] = client.jar
    const headers = { Cookie: `${name}=${value}; ${name}=${value}` }
    const anyone = workspace.client('active')
    const stolen = await anyone.call('POST', '/api/lab/steal', {}, headers)
    expect(stolen.body).toMatchObject({ copied: {} })
    const lane = z.object({ victim: z.object({ accepted: z.boolean(), reason: z.string() }) })
    const round = await anyone.call('POST', '/api/lab/round', {}, headers)
    const { lanes } = z.object({ lanes: z.record(z.string(), lane) }).parse(round.body)
    expect(lanes['cookie-session']?.victim).toEqual({
      accepted: false,
      reason: 'credential_malformed',
    })
    const changed = await anyone.call('POST', '/api/lab/password', {}, headers)
    expect(changed).toMatchObject({ status: 200, cookies: [] })
  })
})

describe('two workspaces', () => {
  const cases = async () => {
    const [one, other] = [await server.workspace(), await server.workspace()]
    return spellings('lab-workspace', one.id).map(
      ([how, text]) => [how, text.replace('other', other.id)] as const,
    )
  }
  const calls: [string, string][] = [
    ['GET', '/api/workspace'],
    ['DELETE', '/api/workspace'],
    ['GET', '/api/strategies'],
    ['GET', '/api/strategies/active/me'],
    ['POST', '/api/strategies/active/logout'],
    ['POST', '/api/operator/users/alice/ban'],
    ['GET', '/api/lab/accounts'],
  ]
  it.each(calls)('are too many for %s %s', async (method, path) => {
    for (const [how, cookie] of await cases()) {
      const request = new Request(`${ORIGIN}${path}`, { method, headers: { cookie } })
      const reply = await exchange(request, server.runtime)
      expect(reply, how).toMatchObject({ status: 400, code: 'invalid_request', cookies: [] })
    }
  })
})

describe("a library's own endpoints", () => {
  const asked = (cookie: string) =>
    mounted(nextAuthJwt, async () => server.runtime)(
      new Request(`${ORIGIN}/api/auth/session`, { headers: { cookie } }),
      { params: Promise.resolve({ nextauth: ['session'] }) },
    )

  it('read cookies as the contract does', async () => {
    const workspace = await server.workspace({ strategy: nextAuthJwt.id })
    const client = workspace.client(nextAuthJwt)
    await client.logIn()
    const name = cookieOf(nextAuthJwt.id, 'access')
    const value = client.jar.get(name) ?? ''
    const within = `lab-workspace=${workspace.id}`
    expect(await (await asked(`${within}; ${name}=${value}`)).text()).toContain('alice')
    for (const [how, text] of spellings(name, value)) {
      const response = await asked(`${within}; ${text}`)
      expect(response.status, how).toBe(401)
      expect(response.headers.getSetCookie()).toEqual([])
    }
    expect((await asked(`${within}; ${within}; ${name}=${value}`)).status).toBe(400)
  })

  it('join the pieces of a session that the contract joins, and no others', async () => {
    const workspace = await server.workspace({ strategy: nextAuthJwt.id })
    const client = workspace.client(nextAuthJwt)
    await client.logIn()
    const name = cookieOf(nextAuthJwt.id, 'access')
    const value = client.jar.get(name) ?? ''
    const within = `lab-workspace=${workspace.id}`
    const cut = (...at: [number, number]) =>
      [value.slice(0, 40), value.slice(40)]
        .map((piece, index) => `${name}.${at[index]}=${piece}`)
        .join('; ')
    const me = async (Cookie: string) =>
      (await workspace.client(nextAuthJwt).under('GET', 'me', undefined, { Cookie })).status
    const joined = cut(0, 1)
    expect(await (await asked(`${within}; ${joined}`)).text()).toContain('alice')
    expect(await me(joined)).toBe(200)
    for (const gap of [cut(0, 2), cut(1, 2)]) {
      expect(await (await asked(`${within}; ${gap}`)).text()).toBe('{}')
      expect(await me(gap)).toBe(401)
    }
    const twice = [`${name}=${value}; ${joined}`, `${joined}; ${name}.1=other`]
    for (const text of twice) {
      expect((await asked(`${within}; ${text}`)).status).toBe(401)
      expect(await me(text)).toBe(401)
    }
  })
})
