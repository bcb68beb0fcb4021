import { afterAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { cookieName } from '#lib/kernel/cookie-names.ts'
import { cookieHeader, withSet } from '#lib/scenarios/stages/http-jar.ts'
import { nextAuthDatabase } from '#lib/strategies/next-auth-database.ts'
import { nextAuthJwt } from '#lib/strategies/next-auth-jwt.ts'
import { strategies } from '#lib/strategies/registry.ts'
import { mounted } from '../_http/library.ts'
import { exchange, createServer } from './contract-client.ts'

/** Labs on ports of one host, in one browser, whose cookies go to every port. */

const origins = [
  'http://lab.test:3000',
  'http://lab.test:3001',
  'http://lab.test',
  'https://lab.test',
]
const labs = await Promise.all(
  origins.map(async (origin) => ({ origin, server: await createServer() })),
)
afterAll(() => Promise.all(labs.map(({ server }) => server.runtime.close())))
type Lab = (typeof labs)[number]

let jar = new Map<string, string>()

async function ask({ origin, server }: Lab, method: string, path: string, body?: object) {
  const headers = { Cookie: cookieHeader(jar), 'Content-Type': 'application/json' }
  const text = body ? JSON.stringify(body) : null
  const reply = await exchange(
    new Request(origin + path, { method, headers, body: text }),
    server.runtime,
  )
  jar = withSet(jar, reply)
  return reply
}

const made = z.object({
  workspace: z.string(),
  users: z.array(z.object({ username: z.string(), password: z.string() })),
})
const described = z.array(
  z.object({ id: z.string(), credentials: z.array(z.object({ cookie: z.string() })) }),
)

async function opened(lab: Lab) {
  const { workspace, users } = made.parse((await ask(lab, 'POST', '/api/workspaces', {})).body)
  const [{ username, password } = { username: '', password: '' }] = users
  return { ...lab, workspace, alice: { username, password } }
}

describe('labs on several ports of a host', () => {
  it('keep their workspaces and every session apart, under the names that they tell', async () => {
    jar = new Map()
    const open = []
    for (const lab of labs) open.push(await opened(lab))
    const isIn = async (lab: Lab, id: string) =>
      (await ask(lab, 'GET', `/api/strategies/${id}/me`)).status
    for (const { id } of strategies) {
      for (const lab of open) {
        const { status } = await ask(lab, 'POST', `/api/strategies/${id}/login`, lab.alice)
        expect(status).toBe(200)
      }
    }
    const names = new Set<string>()
    for (const lab of open) {
      const list = described.parse((await ask(lab, 'GET', '/api/strategies')).body)
      for (const { credentials } of list) for (const { cookie } of credentials) names.add(cookie)
      names.add(cookieName('workspace', new URL(lab.origin)))
      const shown = await ask(lab, 'GET', '/api/workspace')
      expect(shown.body).toMatchObject({ workspace: lab.workspace })
    }
    expect(new Set(jar.keys())).toEqual(names)
    expect(
      [...names].filter((name) => !/\d/.test(name)).toSorted(),
      'plain where it is usual',
    ).toEqual(
      [
        'lab-workspace',
        ...strategies.flatMap(({ id, credentials }) =>
          credentials.map((name) => (name === 'access' ? `lab-${id}` : `lab-${id}-${name}`)),
        ),
      ].toSorted(),
    )
    for (const { id } of strategies) {
      for (const lab of open) expect(await isIn(lab, id), `${id} at ${lab.origin}`).toBe(200)
      const [first, ...others] = open
      if (!first) throw new Error('no lab')
      await ask(first, 'POST', `/api/strategies/${id}/logout`, {})
      expect(await isIn(first, id), id).toBe(401)
      for (const lab of others) expect(await isIn(lab, id), `${id} at ${lab.origin}`).toBe(200)
    }
  })

  it.each([nextAuthJwt, nextAuthDatabase])('$id: its own cookies, too', async (definition) => {
    jar = new Map()
    const asked = async ({ origin, server }: Lab) => {
      const request = new Request(`${origin}/api/auth/csrf`, {
        headers: { Cookie: cookieHeader(jar) },
      })
      const context = { params: Promise.resolve({ nextauth: ['csrf'] }) }
      const response = await mounted(definition, async () => server.runtime)(request, context)
      jar = withSet(jar, response)
      return z.object({ csrfToken: z.string() }).parse(await response.json()).csrfToken
    }
    const tokens = []
    for (const lab of labs) {
      await opened(lab)
      tokens.push(await asked(lab))
    }
    // A token that came back has been read from the cookie that it was set in.
    for (const [index, lab] of labs.entries()) expect(await asked(lab)).toBe(tokens[index])
    expect(new Set(tokens).size).toBe(labs.length)
  })
})
