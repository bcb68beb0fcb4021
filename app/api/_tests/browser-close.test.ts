import { afterAll, expect, it } from 'vitest'
import { parseSetCookie } from 'cookie'
import { scenarios } from '#lib/scenarios/events/registry.ts'
import { ownerIsIn } from '#lib/scenarios/collateral.ts'
import { cookieHeader } from '#lib/scenarios/stages/http-jar.ts'
import { httpStage } from '#lib/scenarios/stages/http.ts'
import { nextAuthDatabase } from '#lib/strategies/next-auth-database.ts'
import { nextAuthJwt } from '#lib/strategies/next-auth-jwt.ts'
import { strategies } from '#lib/strategies/registry.ts'
import { outlivesBrowser } from '#lib/workspace/remember-me.ts'
import { mounted } from '../_http/library.ts'
import { serve } from '../_http/serve.ts'
import { createServer } from './contract-client.ts'

const server = await createServer({ limits: { addressWorkspaces: 1_000_000 } })
afterAll(() => server.runtime.close())

const send = (request: Request) => serve(request, async () => server.runtime)
const scenario = scenarios.find(({ event }) => event === 'browser-close')
if (!scenario) throw new Error('there is no such scenario')

const cases = strategies.flatMap((definition) =>
  definition.transports.flatMap((transport) =>
    [true, false].map(
      (rememberMe) => [definition.id, { transport, rememberMe }, definition] as const,
    ),
  ),
)
it.each(cases)('%s with %o: the browser is closed and opened again', async (id, settings, own) => {
  const isIn = await ownerIsIn(
    (but) => httpStage('http://127.0.0.1', id, { ...settings, ...but }, send),
    scenario,
  )
  expect(isIn).toBe(outlivesBrowser(own, settings))
})

it('dates what is taken away, and what is kept where that is set', async () => {
  for (const rememberMe of [true, false]) {
    const client = (await server.workspace({ rememberMe })).client('active')
    const [given] = (await client.logIn()).cookies
    expect(given?.maxAge).toBe(rememberMe ? 8 * 60 * 60 : undefined)
    expect(given?.expires).toBeUndefined()
    expect((await client.logOut()).cookies).toMatchObject([{ value: '', maxAge: 0 }])
  }
})

// What the strategies declare of it is the library's own doing.
it.each([nextAuthJwt, nextAuthDatabase])('$id dates its cookie whatever is set', async (own) => {
  const workspace = await server.workspace({ rememberMe: false })
  const client = workspace.client(own, 'http://lab.test:3000')
  await client.logIn()
  const held = new Map(client.jar).set('lab-workspace', workspace.id)
  const headers = { Cookie: cookieHeader(held) }
  const asking = new Request('http://lab.test:3000/api/auth/session', { headers })
  const answer = await mounted(own, async () => server.runtime)(asking, {
    params: Promise.resolve({ nextauth: ['session'] }),
  })
  const set = answer.headers.getSetCookie().map((line) => parseSetCookie(line))
  const session = set.find(({ name }) => name === `lab-${own.id}`)
  expect(session?.value).toBeTruthy()
  expect(session?.expires).toBeInstanceOf(Date)
  expect(own.persistentCookies).toBe(true)
})
