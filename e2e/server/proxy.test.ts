import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { parseSetCookie } from 'cookie'
import { afterAll, expect, test } from 'vitest'
import { z } from 'zod'
import { cookieName } from '#lib/kernel/cookie-names.ts'
import { strategies } from '#lib/strategies/registry.ts'
import { Client, newLab } from './client.ts'
import { start, startInVain } from './start.ts'
import { tlsProxy } from './tls-proxy.ts'

/** The built server behind a proxy that ends TLS, told of it and not. */

const authorities = getCACertificates()
afterAll(() => setDefaultCACertificates(authorities))

async function behindTls(env: Record<string, string>) {
  const closing = new AsyncDisposableStack()
  // What somebody has left in the environment for another application is not for this one.
  const elsewhere = { NEXTAUTH_URL: 'https://elsewhere.example' }
  const server = closing.use(await start({ env: { ...elsewhere, ...env } }))
  const proxy = closing.use(await tlsProxy(server.url))
  setDefaultCACertificates([...authorities, proxy.cert])
  return { server, proxy, [Symbol.asyncDispose]: () => closing.disposeAsync() }
}

/** What a client writes that wants to be somebody else, or somewhere else. */
const forged = (address: string) => ({
  'X-Forwarded-For': address,
  'X-Forwarded-Proto': 'http',
  'X-Forwarded-Host': 'evil.example',
  'X-Real-IP': address,
  Forwarded: `for=${address};proto=http;host=evil.example`,
})

const make = (url: string, headers: Record<string, string>) =>
  fetch(`${url}/api/workspaces`, { method: 'POST', headers })

const providers = z.object({ credentials: z.object({ signinUrl: z.string() }) })

test('told of it, cookies are Secure and __Host-, and addresses are those behind it', async () => {
  const env = { TRUST_PROXY: '1', LAB_LIMIT_ADDRESS_WORKSPACES: '2' }
  await using running = await behindTls(env)
  const { url } = running.proxy
  const made = await make(url, forged('192.0.2.1'))
  const workspace = parseSetCookie(made.headers.getSetCookie()[0] ?? '')
  expect(workspace).toMatchObject({
    name: cookieName('workspace', new URL(url)),
    secure: true,
    httpOnly: true,
    path: '/',
  })
  expect(workspace.name).toMatch(/^__Host-lab-\d+-workspace$/)
  expect(workspace.domain).toBeUndefined()

  const lab = await newLab(url)
  for (const { id, credentials } of strategies) {
    const client = new Client(url, lab)
    const login = await client.logIn(id)
    expect(login.status, id).toBe(200)
    const set = login.headers.getSetCookie().map((line) => parseSetCookie(line))
    expect(set.length, id).toBeLessThanOrEqual(credentials.length)
    for (const cookie of set) {
      expect(cookie, id).toMatchObject({ secure: true, httpOnly: true, path: '/' })
      expect(cookie.name, id).toMatch(/^__Host-lab-/)
    }
    expect((await client.under(id, 'GET', 'me')).status, id).toBe(200)
  }

  // Where an old browser says it comes from is held against the origin that the proxy tells.
  const client = new Client(url, lab)
  await client.logIn('cookie-session')
  const logout = '/api/strategies/cookie-session/logout'
  const from = async (origin: string) =>
    (await client.copy().call('POST', logout, { scope: 'others' }, { Origin: origin })).status
  expect(await from(url.replace('https', 'http')), 'without TLS').toBe(403)
  expect(await from('https://evil.example')).toBe(403)
  expect(await from(url)).toBe(200)

  const cookie = `${workspace.name}=${workspace.value}`
  const answer = await fetch(`${url}/api/auth/providers`, {
    headers: { Cookie: cookie, ...forged('192.0.2.1') },
  })
  const { signinUrl } = providers.parse(await answer.json()).credentials
  expect(signinUrl).toBe(`${url}/api/auth/signin/credentials`)
  const csrf = await fetch(`${url}/api/auth/csrf`, { headers: { Cookie: cookie } })
  const own = csrf.headers.getSetCookie()
  expect(own.length).toBeGreaterThan(0)
  for (const line of own) expect(line).toMatch(/^__Host-lab-\d+-(csrf|callback)-.*; Secure/)

  const page = await fetch(`${url}/settings`, { headers: { Cookie: cookie } })
  expect(await page.text(), 'a page knows the workspace').toContain('Delete the workspace')
  const twice = await fetch(url, { headers: { Cookie: `${cookie}; ${cookie}` } })
  expect(twice.status, 'one workspace at most').toBe(400)

  // Two were made from this address, whatever it called itself.
  expect((await make(url, forged('192.0.2.3'))).status).toBe(429)
  expect((await make(url, {})).status).toBe(429)
  // Around the proxy, the word of whoever comes is taken: that is what a number of hops means.
  expect((await make(running.server.url, forged('192.0.2.4'))).status).toBe(201)
})

test('an address that is named is believed, and no other', async () => {
  const env = { TRUST_PROXY: '127.0.0.2', LAB_LIMIT_ADDRESS_WORKSPACES: '1' }
  await using running = await behindTls(env)
  for (const { url } of [running.proxy, running.server]) {
    const made = await make(url, forged('192.0.2.1'))
    const [line = ''] = made.headers.getSetCookie()
    expect(line === '' || line.startsWith('lab-')).toBe(true)
    expect(line).not.toContain('Secure')
  }
  expect((await make(running.server.url, forged('192.0.2.2'))).status).toBe(429)
})

test('not told of it, whatever a header says is nothing', async () => {
  await using running = await behindTls({ LAB_LIMIT_ADDRESS_WORKSPACES: '1' })
  const { server, proxy } = running
  const said = { ...forged('192.0.2.1'), 'X-Forwarded-Proto': 'https' }
  const made = await make(server.url, said)
  const workspace = parseSetCookie(made.headers.getSetCookie()[0] ?? '')
  expect(workspace.name).toBe(cookieName('workspace', new URL(server.url)))
  expect(workspace.secure ?? false).toBe(false)
  const answer = await fetch(`${server.url}/api/auth/providers`, {
    headers: { ...said, Cookie: `${workspace.name}=${workspace.value}` },
  })
  const { signinUrl } = providers.parse(await answer.json()).credentials
  expect(signinUrl).toBe(`${server.url}/api/auth/signin/credentials`)
  expect((await make(proxy.url, forged('192.0.2.9'))).status, 'the proxy is one address').toBe(429)
})

test.each(['yes', '10.0.0.0/0'])('a server that should trust %s does not start', async (value) => {
  const { code, logs } = await startInVain({ env: { TRUST_PROXY: value } })
  expect(code).toBe(1)
  expect(logs).toEqual([expect.stringMatching(/^TRUST_PROXY must be /)])
})
