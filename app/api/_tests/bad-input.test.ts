import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { strategies } from '#lib/strategies/registry.ts'
import { endpoints } from '../_endpoints/all.ts'
import { serve } from '../_http/serve.ts'
import { createServer, exchange, ORIGIN, type Client, type Workspace } from './contract-client.ts'

const server = await createServer()
afterAll(() => server.runtime.close())

let workspace: Workspace
let client: Client
beforeAll(async () => {
  workspace = await server.workspace({ strategy: 'cookie-session' })
  client = workspace.client('active')
  await client.logIn()
})

const pathOf = (pattern: string) =>
  pattern
    .replace('{id}', 'active')
    .replace('{username}', 'alice')
    .replace('{sessionId}', 'nobody-has-this')

const changing = endpoints
  .filter(({ method }) => method !== 'GET')
  .map((endpoint) => [`${endpoint.method} ${endpoint.path}`, endpoint] as const)

const state = async () => (await workspace.call('GET', '/api/workspace')).text

/** Sends what must be refused, and demands that nothing changed. */
async function refused(request: Request, signedIn = true) {
  const before = await state()
  const reply = await (signedIn ? client.copy() : workspace.client('active')).send(request)
  expect(reply.status).toBeGreaterThanOrEqual(400)
  expect(reply.status).toBeLessThan(500)
  expect(reply.text).not.toMatch(/\bat .*\.ts|node_modules|Error:/)
  for (const secret of [...client.jar.values(), workspace.passwordOf('alice')]) {
    expect(reply.text).not.toContain(secret)
  }
  expect(await state()).toBe(before)
  expect((await client.copy().me()).status).toBe(200)
  return { status: reply.status, code: reply.code }
}

const url = (path: string) => `${ORIGIN}${path}`
const json = { 'Content-Type': 'application/json' }
const bytes = (...values: number[]) => new Uint8Array(values)

describe.each(changing)('%s', (_name, { method, path }) => {
  const send = (body: string | Uint8Array<ArrayBuffer>, headers: HeadersInit = json) =>
    refused(new Request(url(pathOf(path)), { method, headers, body }))

  it.each([
    ['half an object', '{"username": "al'],
    ['a word', 'nonsense'],
    ['a single quote', "{'a': 1}"],
    ['a byte order mark in UTF-16', bytes(0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00)],
    ['bytes that are no UTF-8', bytes(0x7b, 0x22, 0xe9, 0x22, 0x3a, 0x31, 0x7d)],
    ['zero bytes', bytes(0, 0, 0)],
    ['a deep nest that is never closed', '['.repeat(30_000)],
  ])('refuses %s', async (_what, body) => {
    expect(await send(body)).toEqual({ status: 400, code: 'invalid_request' })
  })

  it.each([
    ['null', 'null'],
    ['a list', '[]'],
    ['a number', '1e400'],
    ['a text', '"text"'],
    ['an unknown field', '{"nonsense": 1}'],
    ['__proto__', '{"__proto__": {"role": "admin"}}'],
    ['constructor', '{"constructor": {"prototype": {"role": "admin"}}}'],
    ['a deep nest', `{"a":${'['.repeat(20_000)}${']'.repeat(20_000)}}`],
    ['a thousand fields', `{${Array.from({ length: 1000 }, (_, n) => `"f${n}":1`).join()}}`],
  ])('refuses %s instead of its fields', async (_what, body) => {
    expect(await send(body)).toEqual({ status: 422, code: 'invalid_request' })
    expect(Object.prototype).not.toHaveProperty('role')
  })

  it('refuses a body above 64 KiB, whether its length is declared or not', async () => {
    const large = JSON.stringify({ nonsense: 'x'.repeat(64 * 1024) })
    const tooLarge = { status: 413, code: 'payload_too_large' }
    expect(await send(large)).toEqual(tooLarge)
    expect(await send('{}', { ...json, 'Content-Length': '65537' })).toEqual(tooLarge)
    let pulled = 0
    const body = new ReadableStream({
      pull(controller) {
        pulled += 1
        controller.enqueue(new Uint8Array(1024).fill(0x20))
      },
    })
    const endless = { method, headers: json, body, duplex: 'half' }
    expect(await refused(new Request(url(pathOf(path)), endless))).toEqual(tooLarge)
    expect(pulled, 'the rest is not read').toBeLessThan(80)
  })

  it('refuses a body that says that it is packed', async () => {
    const answer = await send('{}', { ...json, 'Content-Encoding': 'gzip' })
    expect(answer).toEqual({ status: 415, code: 'unsupported_media_type' })
  })

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', 'x'])(
    'refuses a body of the type %s',
    async (type) => {
      const answer = await send('{}', { 'Content-Type': type })
      expect(answer).toEqual({ status: 415, code: 'unsupported_media_type' })
    },
  )
})

describe('a field', () => {
  const under = '/api/strategies/active/'
  const absurd = 'x'.repeat(60_000)
  const table: [string, string, object][] = [
    ['POST', `${under}login`, {}],
    ['POST', `${under}login`, { username: 'alice' }],
    ['POST', `${under}login`, { username: '', password: 'x' }],
    ['POST', `${under}login`, { username: absurd, password: 'x' }],
    ['POST', `${under}login`, { username: 'alice', password: absurd }],
    ['POST', `${under}login`, { username: 'alice', password: '' }],
    ['POST', `${under}login`, { username: 'ali\u0000ce', password: 'x' }],
    ...['\ud800', '\udc00a', 'a\u0085', '\u202etxt.exe'].flatMap(
      (text): [string, string, object][] => [
        ['POST', `${under}login`, { username: text, password: 'x' }],
        ['POST', `${under}login`, { username: 'alice', password: 'x', device: text }],
      ],
    ),
    ['POST', `${under}password`, { current: 'x', next: 'long enough \ud800' }],
    ['POST', `${under}login`, { username: { $gt: '' }, password: 'x' }],
    ['POST', `${under}login`, { username: ['alice'], password: ['x'] }],
    ['POST', `${under}login`, { username: 'alice', password: 'x', device: absurd }],
    ['POST', `${under}login`, { username: 'alice', password: 'x', device: 'a\r\nSet-Cookie: b' }],
    ['POST', `${under}login`, { username: 'alice', password: 'x', role: 'admin' }],
    ['POST', `${under}refresh`, { refresh: absurd }],
    ['POST', `${under}refresh`, { refresh: 1 }],
    ['POST', `${under}logout`, { scope: 'everything' }],
    ['POST', `${under}password`, { current: 'x', next: '1234567' }],
    ['POST', `${under}password`, { current: 'x', next: absurd }],
    ['POST', `${under}reauthenticate`, {}],
    ['POST', `${under}transfer`, { amount: 0 }],
    ['POST', `${under}transfer`, { amount: -1 }],
    ['POST', `${under}transfer`, { amount: 1e10 }],
    ['POST', `${under}transfer`, { amount: '10' }],
    ['POST', '/api/operator/users/alice/role', { role: 'root' }],
    ['POST', '/api/operator/rotate-keys', { strategy: absurd }],
    ['POST', '/api/workspaces', { settings: { strategy: 'none' } }],
    ['POST', '/api/workspaces', { settings: { nonsense: true } }],
    ['POST', '/api/workspace/clock', { advance: -1 }],
    ['POST', '/api/workspace/clock', { advance: 1e300 }],
    ['POST', '/api/workspace/clock', { advance: 0.1 }],
    ...['strategy', 'transport', 'sameSite', 'algorithm'].flatMap((name) =>
      ['none', '', 1, null, absurd].map((value): [string, string, object] =>
        name === 'sameSite' && value === 'none'
          ? ['PATCH', '/api/workspace/settings', { sameSite: 'None' }]
          : ['PATCH', '/api/workspace/settings', { [name]: value }],
      ),
    ),
    ...['sessionTtl', 'tokenTtl', 'rotationGrace', 'reauthAfter', 'accessTtl'].flatMap((name) =>
      [-1, 0.5, 1e12, '60', null, true].map((value): [string, string, object] => [
        'PATCH',
        '/api/workspace/settings',
        { [name]: value },
      ]),
    ),
  ]
  const naming = z.object({
    errors: z.array(z.object({ path: z.string().regex(/^[\w.]+$/) })).min(1),
  })
  const named = table.map(([method, path, body]) => {
    const told = JSON.stringify(body).replace(/x{100,}/, 'xxx...')
    return [method, path, told, body] as const
  })
  it.each(named)('of %s %s that is not valid is named: %s', async (method, path, _told, body) => {
    const request = new Request(url(path), { method, headers: json, body: JSON.stringify(body) })
    expect(await refused(request)).toEqual({ status: 422, code: 'invalid_request' })
    const again = new Request(url(path), { method, headers: json, body: JSON.stringify(body) })
    const { body: told } = await client.copy().send(again)
    expect(naming.safeParse(told).success).toBe(true)
  })
})

describe('a request', () => {
  const get = (path: string, headers: HeadersInit = {}) => new Request(url(path), { headers })
  const missing = { status: 404, code: 'not_found' }

  it.each([
    '/api',
    '/api/',
    '/api/nothing',
    '/api/workspace/nothing',
    '/api/strategies/none/me',
    '/api/strategies/__proto__/me',
    '/api/strategies/constructor/me',
    '/api/strategies/%00/me',
    '/api/strategies/%ff/me',
    '/api/strategies/%/me',
    '/api/strategies/%E0%A4%A/me',
    '/api/strategies/..%2f..%2fme/me',
    '/api/strategies//me',
    '/api/strategies/active/me/more',
    `/api/strategies/${'x'.repeat(8000)}/me`,
  ])('for %s finds nothing', async (path) => {
    expect(await refused(get(path))).toEqual(missing)
  })

  it('for an unknown user, strategy or workspace finds nothing', async () => {
    for (const name of ['nobody', '__proto__', 'ALICE', 'alice%20', '%00', 'a'.repeat(4000)]) {
      const path = url(`/api/operator/users/${name}/ban`)
      expect(await refused(new Request(path, { method: 'POST' }))).toEqual(missing)
    }
    for (const id of ['x', 'x'.repeat(43), 'x'.repeat(8000), '../etc', "' OR 1=1 --", '\u00e9']) {
      const request = get('/api/workspace', { 'X-Lab-Workspace': id })
      expect(await refused(request)).toEqual(missing)
    }
    const nowhere = await exchange(get('/api/workspace'), server.runtime)
    expect(nowhere).toMatchObject({ status: 400, code: 'workspace_missing' })
  })

  const paths = [...new Set(endpoints.map(({ path }) => path))].map((path) => [path] as const)
  it.each(paths)('to %s with a method that it lacks is told which it has', async (path) => {
    const own = endpoints.filter((one) => one.path === path).map(({ method }): string => method)
    const allowed = own.includes('GET') ? [...own, 'HEAD'] : own
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].filter(
      (m) => !own.includes(m),
    )) {
      const request = new Request(url(pathOf(path)), { method })
      const reply = await client.copy().send(request)
      expect(reply).toMatchObject({ status: 405, code: 'method_not_allowed' })
      expect(reply.headers.get('Allow')?.split(', ').toSorted()).toEqual(allowed.toSorted())
    }
    const options = await client.copy().send(new Request(url(pathOf(path)), { method: 'OPTIONS' }))
    expect(options.status).toBe(204)
    expect(options.headers.get('Allow')?.split(', ').toSorted()).toEqual(allowed.toSorted())
  })

  it('with HEAD is answered as with GET, without a body', async () => {
    for (const rest of ['me', 'sessions', 'stream']) {
      const path = `/api/strategies/active/${rest}`
      const cookie = [...client.jar].map(([name, value]) => `${name}=${value}`).join('; ')
      const headers = { 'X-Lab-Workspace': workspace.id, Cookie: cookie }
      const response = await serve(
        new Request(url(path), { method: 'HEAD', headers }),
        async () => server.runtime,
      )
      expect(response.status).toBe(200)
      expect(await response.text()).toBe('')
    }
  })

  const cookies: [string, string][] = [
    ['8 KB', `lab-cookie-session=${'x'.repeat(8192)}`],
    ['a thousand names', Array.from({ length: 1000 }, (_, n) => `c${n}=${n}`).join('; ')],
    ['no name', '=; =x; ;;;'],
    ['broken percent encoding', 'lab-cookie-session=%E0%A4%A; lab-workspace=%'],
    ['latin1', 'lab-cookie-session=caf\u00e9\u00ff'],
    ['__proto__', '__proto__=x; constructor=y; lab-cookie-session=z'],
    ['quotes', 'lab-cookie-session="'],
  ]
  it.each(cookies)('with a cookie header of %s is refused in good order', async (_what, cookie) => {
    const request = get('/api/strategies/active/me', { Cookie: cookie })
    expect((await refused(request, false)).status).toBe(401)
  })

  it('with a broken Authorization is refused in good order', async () => {
    for (const strategy of strategies.filter(({ transports }) => transports.includes('bearer'))) {
      const other = await server.workspace({ transport: 'bearer', strategy: strategy.id })
      for (const value of [
        'Bearer',
        'Bearer ',
        'Basic YTpi',
        'Bearer a b',
        'Bearer a, Bearer b',
        'Bearer\ta',
        `Bearer ${'x'.repeat(8192)}`,
        `Bearer ${'x'.repeat(5000)}.${'y'.repeat(10)}.${'z'.repeat(10)}`,
        'Bearer ..',
        'Bearer \u00ff\u00fe',
        'Bearer eyJhbGciOiJub25lIn0.e30.',
        'Bearer eyJhbGciOiJub25lIn0.e30.AA',
        'Bearer null',
      ]) {
        const request = get('/api/strategies/active/me', { Authorization: value })
        const isNone = /^(Basic .*|Bearer ?)$/.test(value)
        const reply = await other.client('active').send(request)
        expect(reply.status).toBe(401)
        // Whatever was presented is not called missing.
        expect(reply.code === 'credential_missing', value).toBe(isNone)
      }
    }
  })
})

describe('any request at all', () => {
  const latin1 = fc
    .string({ unit: fc.integer({ min: 0x20, max: 0xff }).map((n) => String.fromCharCode(n)) })
    .map((text) => text.replaceAll('\u007f', '').trim())
  const header = fc.constantFrom(
    'Authorization',
    'Cookie',
    'X-Lab-Workspace',
    'Origin',
    'Sec-Fetch-Site',
    'Content-Type',
  )
  const segment = fc.oneof(
    fc.constantFrom('api', 'strategies', 'active', 'me', 'login', 'workspace', 'settings'),
    fc.string({ maxLength: 12 }).map((text) => encodeURIComponent(text.toWellFormed())),
    fc.constantFrom('%', '%ff', '..', '__proto__'),
  )
  const target = fc.oneof(
    fc
      .constantFrom(...endpoints.filter(({ path }) => path !== '/api/workspace'))
      .map(({ method, path }) => ({ method: method as string, path: pathOf(path) })),
    fc.record({
      method: fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'OPTIONS'),
      path: fc.array(segment, { maxLength: 6 }).map((parts) => `/${parts.join('/')}`),
    }),
  )
  const body = fc.oneof(
    fc.json(),
    fc.string(),
    fc.uint8Array({ maxLength: 200 }).map((array) => Uint8Array.from(array)),
    fc
      .dictionary(
        fc.constantFrom('username', 'password', 'scope', 'advance', 'amount', 'refresh', 'role'),
        fc.jsonValue(),
      )
      .map((value) => JSON.stringify(value)),
  )
  const headers = fc.dictionary(header, latin1)

  it('gets an answer of the contract, and never a failure', async () => {
    const victim = await server.workspace()
    const property = fc.asyncProperty(target, headers, body, async (to, given, content) => {
      const anyone = victim.client('active')
      anyone.jar = new Map(client.jar)
      const init = to.method === 'GET' ? {} : { body: content }
      const request = new Request(url(to.path), {
        method: to.method,
        headers: { 'Content-Type': 'application/json', ...given },
        ...init,
      })
      const { status, text } = await anyone.send(request)
      expect(status).toBeLessThan(500)
      expect(text).not.toMatch(/node_modules|\.ts:\d/)
    })
    await fc.assert(property, { seed: 20_260_101, numRuns: 1_500 })
  })
})
