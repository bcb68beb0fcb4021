import { parseSetCookie } from 'cookie'
import { afterAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { cookieName, isHttps, workspaceCookieName } from '#lib/kernel/cookie-names.ts'
import { IN_MEMORY, openBackend } from '#lib/stores/open.ts'
import { strategies } from '#lib/strategies/registry.ts'
import { defaultSettings } from '#lib/workspace/settings.ts'
import { createRuntime } from '#lib/workspace/runtime.ts'
import { cookieHeader, withSet } from '#lib/scenarios/stages/http-jar.ts'
import type { StrategyDefinition } from '#lib/strategies/contract.ts'
import { nextAuthDatabase } from '#lib/strategies/next-auth-database.ts'
import { nextAuthJwt } from '#lib/strategies/next-auth-jwt.ts'
import type { LibraryStrategy } from '#lib/strategies/pieces/next-auth.ts'
import { mounted } from '../_http/library.ts'
import { serve } from '../_http/serve.ts'

const runtime = await createRuntime({
  strategies,
  backend: openBackend(IN_MEMORY),
  secret: 'a secret for these tests alone, and long enough',
  passwordCost: { memoryCost: 8, timeCost: 1, parallelism: 1 },
})
afterAll(() => runtime.close())

const asked = (definition: StrategyDefinition<LibraryStrategy>, action: string, request: Request) =>
  mounted(definition, async () => runtime)(request, {
    params: Promise.resolve({ nextauth: [action] }),
  })

const session = z.object({ user: z.object({ name: z.string() }) })

/** A browser in a workspace, which keeps its cookies and talks to the library's own endpoints. */
async function browser(definition: StrategyDefinition<LibraryStrategy>) {
  const { id, users } = await runtime.create()
  let jar = new Map([['lab-workspace', id]])
  const header = () => cookieHeader(jar)
  const keep = (response: Response) => {
    jar = withSet(jar, response)
    return response
  }
  const at = 'http://127.0.0.1:3000/api/auth'
  const auth = async (action: string, form?: Record<string, string>, cookie = header()) =>
    asked(
      definition,
      action,
      new Request(`${at}/${action}`, {
        method: form ? 'POST' : 'GET',
        headers: { cookie },
        ...(form && { body: new URLSearchParams(form) }),
      }),
    )
  const api = async (method: string, path: string, body?: object) =>
    serve(
      new Request(`http://127.0.0.1:3000/api/strategies/${definition.id}/${path}`, {
        method,
        headers: { cookie: header(), 'content-type': 'application/json' },
        ...(body && { body: JSON.stringify(body) }),
      }),
      async () => runtime,
    )
  const csrf = async () => {
    const response = keep(await auth('csrf'))
    return z.object({ csrfToken: z.string() }).parse(await response.json()).csrfToken
  }
  const password = users.find((user) => user.username === 'alice')?.password ?? ''
  const holds = (name: string) => jar.has(name)
  return { holds, header, keep, auth, api, csrf, password }
}

describe('next-auth with JWT sessions, through its own endpoints', () => {
  it('answers a replay after sign-out with a live session and a fresh cookie', async () => {
    const { holds, header, keep, auth, api, csrf, password } = await browser(nextAuthJwt)
    const csrfToken = await csrf()
    keep(
      await auth('callback/credentials', { csrfToken, username: 'alice', password, json: 'true' }),
    )
    expect(session.parse(await (await auth('session')).json()).user.name).toBe('alice')
    // The same cookie is the credential of the lab's own contract.
    expect((await api('GET', 'me')).status).toBe(200)

    const stolen = header()
    keep(await auth('signout', { csrfToken, json: 'true' }))
    expect(holds('lab-next-auth-jwt')).toBe(false)
    expect(await (await auth('session')).json()).toEqual({})

    const replay = await auth('session', undefined, stolen)
    expect(session.parse(await replay.json()).user.name).toBe('alice')
    const fresh = replay.headers
      .getSetCookie()
      .find((line) => line.startsWith('lab-next-auth-jwt='))
    expect(fresh).toMatch(/Expires=/)
    expect(stolen).not.toContain(fresh?.split(';')[0])
    expect(nextAuthJwt.promises.logout).toEqual({ stops: 'never' })
  })

  it('lets nobody in with a wrong password, or without its CSRF token', async () => {
    const { holds, keep, auth, csrf, password } = await browser(nextAuthJwt)
    const csrfToken = await csrf()
    const given = { csrfToken, username: 'alice', password: 'wrong', json: 'true' }
    expect(keep(await auth('callback/credentials', given)).status).toBe(401)
    keep(await auth('callback/credentials', { ...given, password, csrfToken: 'guessed' }))
    expect(holds('lab-next-auth-jwt')).toBe(false)
  })
})

describe('next-auth with database sessions, through its own endpoints', () => {
  it('refuses a replay after sign-out at once', async () => {
    const { header, keep, auth, api, csrf, password } = await browser(nextAuthDatabase)
    keep(await api('POST', 'login', { username: 'alice', password }))
    expect(session.parse(await (await auth('session')).json()).user.name).toBe('alice')
    const csrfToken = await csrf()
    const stolen = header()
    keep(await auth('signout', { csrfToken, json: 'true' }))
    expect(await (await auth('session', undefined, stolen)).json()).toEqual({})
  })

  it('answers an outage with 503, and not with "signed out"', async () => {
    const { auth, keep, api, password } = await browser(nextAuthDatabase)
    keep(await api('POST', 'login', { username: 'alice', password }))
    const outage = await runtime.backend.outage()
    try {
      expect((await auth('session')).status).toBe(503)
      expect((await api('GET', 'me')).status).toBe(503)
    } finally {
      await outage.end()
    }
    expect((await api('GET', 'me')).status).toBe(200)
  })
})

describe.each([
  ['next-auth-jwt', nextAuthJwt, '/api/auth'],
  ['next-auth-database', nextAuthDatabase, '/api/auth-database'],
] as const)('%s', (_id, definition, mount) => {
  it.each(['http://127.0.0.1:4711', 'http://lab.example', 'https://lab.example:8443'])(
    'sends people back to %s, with cookies as they are there',
    async (origin) => {
      for (const sameSite of ['strict', 'none'] as const) {
        const { id } = await runtime.create({ ...defaultSettings, sameSite })
        // Next names the place where it listens, and the browser's own is in the header.
        const at = new URL(origin)
        const headers = {
          host: at.host,
          cookie: `${workspaceCookieName(at)}=${id}`,
          'x-forwarded-host': 'evil.example',
        }
        const ask = (action: string) => {
          const url = `${at.protocol}//127.0.0.1:3000${mount}/${action}`
          return asked(definition, action, new Request(url, { headers }))
        }
        const set = (await ask('csrf')).headers.getSetCookie().map((line) => parseSetCookie(line))
        expect(set.map(({ name }) => name).toSorted()).toEqual(
          ['callback', 'csrf'].map((kind) => cookieName(`${kind}-${definition.id}`, at)),
        )
        const secure = isHttps(at) || sameSite === 'none'
        for (const cookie of set) {
          expect(cookie).toMatchObject({ sameSite, httpOnly: true, path: '/' })
          expect(cookie.secure ?? false).toBe(secure)
        }
        for (const action of ['signout', 'signin', 'error', 'providers']) {
          const response = await ask(action)
          const text = `${await response.text()} ${response.headers.get('Location')}`
          expect(text, action).not.toMatch(/localhost:3000|127\.0\.0\.1:3000|evil|lab\.invalid/)
        }
        const page = await (await ask('signout')).text()
        expect(page).toContain(`${origin}${mount}/signout`)
      }
    },
  )
})

describe.each([
  ['next-auth-jwt', nextAuthJwt],
  ['next-auth-database', nextAuthDatabase],
] as const)('%s at its own pages', (_id, definition) => {
  const signedIn = async () => {
    const own = await browser(definition)
    own.keep(await own.api('POST', 'login', { username: 'alice', password: own.password }))
    return own
  }

  it('signs nobody out on GET: that shows a form', async () => {
    const { auth, keep, api } = await signedIn()
    const page = keep(await auth('signout'))
    expect(page.status).toBe(200)
    expect(await page.text()).toContain('method="POST"')
    expect((await api('GET', 'me')).status).toBe(200)
  })

  it('answers a look at the session late, and that is worth what a copy is', async () => {
    const { auth, keep, api, csrf } = await signedIn()
    // The page looks who is signed in, as it does on every focus; the answer is under way.
    const late = await auth('session')
    expect(late.headers.getSetCookie()).not.toEqual([])
    keep(await auth('signout', { csrfToken: await csrf(), json: 'true' }))
    expect((await api('GET', 'me')).status).toBe(401)
    keep(late)
    const isAtOnce = definition.promises.logout.stops === 'at-once'
    expect((await api('GET', 'me')).status).toBe(isAtOnce ? 401 : 200)
  })
})

it('wants a workspace, and no other method', async () => {
  const get = new Request('http://127.0.0.1/api/auth/session')
  expect((await asked(nextAuthJwt, 'session', get)).status).toBe(400)
  const put = new Request('http://127.0.0.1/api/auth/session', { method: 'PUT' })
  expect((await asked(nextAuthJwt, 'session', put)).status).toBe(405)
  const { auth, header } = await browser(nextAuthJwt)
  const callback = await auth('callback/credentials')
  expect([callback.status, callback.headers.get('Allow')]).toEqual([405, 'POST'])
  const look = async (method: string) => {
    const url = 'http://127.0.0.1:3000/api/auth/session'
    const request = new Request(url, { method, headers: { cookie: header() } })
    const response = await asked(nextAuthJwt, 'session', request)
    return [response.status, response.headers.get('Allow'), await response.text()]
  }
  expect(await look('GET')).toEqual([200, null, '{}'])
  expect(await look('HEAD')).toEqual([200, null, ''])
  expect(await look('OPTIONS')).toEqual([204, 'GET, HEAD, POST', ''])
})
