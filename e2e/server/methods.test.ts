import { Agent, METHODS, request, type IncomingHttpHeaders } from 'node:http'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { workspaceCookieName } from '#lib/kernel/cookie-names.ts'
import { newLab } from './client.ts'
import { start, type Running } from './start.ts'

/** Every method that Node can read, at every kind of path. */

let server: Running
let agent: Agent
beforeAll(async () => {
  server = await start()
  agent = new Agent({ keepAlive: true, maxSockets: 4 })
})
afterAll(async () => {
  agent.destroy()
  await server.stop()
})

interface Reply {
  status: number
  headers: IncomingHttpHeaders
  body: string
}

/** As it is, without the tidying that `fetch` does. */
const ask = (method: string, path: string, headers: Record<string, string> = {}) =>
  new Promise<Reply>((resolve, reject) => {
    const { hostname, port } = new URL(server.url)
    const asking = request({ hostname, port, method, path, headers, agent })
    asking.once('error', reject)
    asking.once('connect', ({ statusCode, headers: told }, socket) => {
      socket.destroy()
      resolve({ status: statusCode ?? 0, headers: told, body: '' })
    })
    asking.once('response', (answer) => {
      const { statusCode: status = 0, headers: told } = answer
      text(answer).then((body) => resolve({ status, headers: told, body }), reject)
    })
    asking.end()
  })

const problem = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string(),
})

function expectProblem({ status, headers, body }: Reply, told: string) {
  expect(headers['content-type'], told).toBe('application/problem+json')
  // A tunnel's answer is not read to its end.
  if (body !== '') expect(problem.parse(JSON.parse(body)).status, told).toBe(status)
}

const known = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])
const changing = ['POST', 'PUT', 'PATCH', 'DELETE']

const readable = [
  '/',
  '/about',
  '/about?_rsc=1',
  '/strategies',
  '/strategies/cookie-session',
  '/strategies/cookie-session/source',
  '/scenarios/logout',
  '/compare?x=%ff',
  '/cost',
  '/reports',
  '/operator',
  '/attacker/csrf.html',
  '/attacker/look.css',
  '/icon.svg',
  '/openapi.json',
  '/api/../about',
]
const contract = [
  ['/api/strategies', 'GET, HEAD'],
  ['/api/workspaces', 'POST'],
  ['/api/workspace', 'GET, HEAD, DELETE'],
  ['/api/strategies/active/me', 'GET, HEAD'],
  ['/api/auth/session', 'GET, HEAD, POST'],
  ['/healthz', 'GET, HEAD'],
  ['/metrics', 'GET, HEAD'],
  ['/attacker/guestbook.html', 'GET, HEAD, POST'],
  ['/settings-form', 'POST'],
] as const
const absent = [
  '/nothing',
  '/attacker',
  '/attacker/collect',
  '/strategies/none',
  '/about.rsc',
  '/_global-error',
  '/about/../_global-error',
  '/_not-found',
  '/_error',
  '/404',
  '/500',
  '/_next',
  '/_next/image?url=%2Ficon.svg&w=64&q=75',
  '/_next/data/x/y.json',
  '/_next/static/none.js',
  '/favicon.ico',
  '/api/nothing',
  '/%61bout',
  '/%ff',
  '/choose/%E0%A4%A?ban=%',
]
const all = [...readable, ...contract.map(([path]) => path), ...absent, '/about/', '//about']

describe('the server', () => {
  it.each(all)('fails at no method for %s, and answers none with nothing', async (path) => {
    for (const method of METHODS) {
      const told = `${method} ${path}`
      const reply = await ask(method, path)
      expect(reply.status, told).not.toBe(500)
      if (!known.has(method)) {
        expect(reply.status, told).toBe(501)
        expectProblem(reply, told)
      } else if (reply.status >= 400 && method !== 'GET' && method !== 'HEAD') {
        expectProblem(reply, told)
      }
    }
  })

  it.each(readable)('lets %s be read, and says so', async (path) => {
    expect((await ask('GET', path)).status).toBe(200)
    for (const method of changing) {
      const reply = await ask(method, path)
      expect(reply, method).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } })
      expectProblem(reply, method)
    }
    const options = await ask('OPTIONS', path)
    expect(options).toMatchObject({ status: 204, headers: { allow: 'GET, HEAD' } })
  })

  it.each(contract)('says which methods %s has', async (path, allow) => {
    const own = allow.split(', ')
    for (const method of changing.filter((one) => !own.includes(one))) {
      const reply = await ask(method, path)
      expect(reply.status, method).toBe(405)
      expect(reply.headers.allow?.split(', ').toSorted()).toEqual(own.toSorted())
      expectProblem(reply, method)
    }
  })

  it.each(absent)('does not find %s with any method', async (path) => {
    for (const method of known) {
      const reply = await ask(method, path)
      expect(reply.status, method).toBe(404)
      if (method !== 'GET' && method !== 'HEAD') expectProblem(reply, method)
    }
  })

  it('fails at no header that asks for what cannot be', async () => {
    const headers: Record<string, string>[] = [
      { range: 'bytes=99999999-' },
      { range: 'bytes=9-1' },
      { 'if-match': '"x"' },
      { 'if-unmodified-since': 'Thu, 01 Jan 1970 00:00:01 GMT' },
      { rsc: '1', 'next-router-state-tree': '[]' },
      { rsc: '1', 'next-router-segment-prefetch': '/x' },
      { 'next-action': 'x' },
      { upgrade: 'websocket', connection: 'upgrade' },
    ]
    for (const path of readable) {
      for (const given of headers) {
        expect((await ask('GET', path, given)).status, JSON.stringify(given)).toBeLessThan(500)
      }
    }
  })

  it('reads a page only where it is clear whose it is', async () => {
    const [one, other] = [await newLab(server.url), await newLab(server.url)]
    const pages = ['/', '/app', '/settings', '/operator', '/healthz', '/api/workspace']
    for (const path of pages) {
      const name = workspaceCookieName(new URL(server.url))
      const cookie = `${name}=${one.workspace}; ${name}=${other.workspace}`
      const reply = await ask('GET', path, { cookie })
      expect(reply, path).toMatchObject({ status: 400 })
      expectProblem(reply, path)
      expect((await ask('GET', path, { cookie: `${name}=${one.workspace}` })).status).toBe(200)
    }
  })

  it('draws nobody as signed in by two cookies of one name', async () => {
    const lab = await newLab(server.url)
    const { workspace, passwords } = lab
    const within = `${workspaceCookieName(new URL(server.url))}=${workspace}`
    const login = await fetch(`${server.url}/api/strategies/cookie-session/login`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Cookie: within },
      body: JSON.stringify({ username: 'alice', password: passwords['alice'] }),
    })
    const [session = ''] = login.headers.getSetCookie().map((line) => line.split(';')[0] ?? '')
    const [name = ''] = session.split('=')
    const isSignedIn = async (...cookies: string[]) =>
      (await ask('GET', '/app', { cookie: [within, ...cookies].join('; ') })).body.includes(
        'createdAt',
      )
    expect(await isSignedIn(session)).toBe(true)
    const ambiguous = [
      [session, `${name}=other`],
      [`${name}=other`, session],
      [session, session],
      [session.replace('=', ' =')],
    ]
    for (const cookies of ambiguous)
      expect(await isSignedIn(...cookies), cookies.join()).toBe(false)
  })
})
