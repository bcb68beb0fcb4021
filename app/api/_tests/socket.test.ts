import { afterAll, describe, expect, it } from 'vitest'
import { promised } from '#lib/strategies/describe.ts'
import { strategies } from '#lib/strategies/registry.ts'
import { defaultSettings, type Settings } from '#lib/workspace/settings.ts'
import { SOCKET_PROTOCOL } from '#lib/workspace/socket-messages.ts'
import { createServer } from './contract-client.ts'
import { headersOf, listening, opened, pathOf, protocolsOf, refusal } from './socket-client.ts'

const server = await createServer()
const { url, port, close } = await listening(server.runtime)
afterAll(async () => {
  await close()
  await server.runtime.close()
})

const cases = strategies.flatMap((strategy) =>
  strategy.transports.map((transport) => [strategy.id, transport, strategy] as const),
)
const strategyNamed = (id: string) => {
  const found = strategies.find((strategy) => strategy.id === id)
  if (!found) throw new Error(`no ${id}`)
  return found
}

async function signedIn(id: string, settings: Partial<Settings> = {}) {
  const workspace = await server.workspace(settings)
  const client = workspace.client(strategyNamed(id))
  expect((await client.logIn()).status).toBe(200)
  return { workspace, client }
}

describe.each(cases)('the socket of %s in %s transport', (_id, transport, strategy) => {
  it('knows who speaks, and never answers with the token', async () => {
    const { client } = await signedIn(strategy.id, { transport })
    const socket = await opened(url, client)
    expect(socket.ws.protocol).toBe(SOCKET_PROTOCOL)
    const user = { username: 'alice', role: 'member' }
    expect(await socket.next('open')).toMatchObject({ user, check: 'push' })
    expect(await socket.say()).toMatchObject({ text: 'hello', user })
    socket.ws.close()
  })

  it('is closed when a ban is felt, and no earlier', async () => {
    const { workspace, client } = await signedIn(strategy.id, { transport })
    const socket = await opened(url, client)
    await workspace.call('POST', '/api/operator/users/alice/ban')
    const promise = promised(strategy.promises.ban, defaultSettings)
    if (promise.stops !== 'at-once') expect(await socket.say()).not.toBeNull()
    // What can be renewed for ever still ends where nobody renews it: a socket cannot.
    const { tokenTtl, sessionTtl } = defaultSettings
    const seconds = 'seconds' in promise ? promise.seconds : Math.max(tokenTtl, sessionTtl)
    if (promise.stops !== 'at-once') await workspace.advance(seconds + strategy.tolerance)
    if (strategy.id === 'next-auth-jwt')
      expect(await socket.say(), 'it lives 30 days').not.toBeNull()
    else expect(await socket.closed).toMatchObject({ code: 4401 })
    socket.ws.close()
  })
})

describe('a handshake is refused', () => {
  it.each([
    ['another path', '/api/nothing', {}, 404, 'not_found'],
    ['a path that has no socket', '/api/workspace', {}, 404, 'not_found'],
    ['another strategy', '/api/strategies/none/socket', {}, 404, 'not_found'],
    ['no workspace', '', { 'X-Lab-Workspace': '' }, 400, 'workspace_missing'],
    ['a workspace that is none', '', { 'X-Lab-Workspace': 'x' }, 404, 'not_found'],
    ['two workspaces', '', { Cookie: 'lab-workspace=a; lab-workspace=b' }, 400, 'invalid_request'],
    ['no credential', '', { Cookie: '' }, 401, 'credential_missing'],
    ['a broken credential', '', { Cookie: 'lab-cookie-session=x' }, 401, 'credential_malformed'],
    ['another site', '', { Origin: 'http://evil.test' }, 403, 'cross_site_blocked'],
    ['another port', '', { Origin: 'http://lab.test:8080' }, 403, 'cross_site_blocked'],
    ['no origin at all', '', { Origin: 'null' }, 403, 'cross_site_blocked'],
    ['no key', '', { 'Sec-WebSocket-Key': 'x' }, 400, 'invalid_request'],
    ['another version', '', { 'Sec-WebSocket-Version': '7' }, 426, 'upgrade_required'],
    ['two hosts', '', { Host: 'a\r\nHost: b' }, 400, 'invalid_request'],
  ])('for %s', async (_why, path, headers, status, code) => {
    const { client } = await signedIn('cookie-session')
    const answer = await refusal(port, path || pathOf(client), { ...headersOf(client), ...headers })
    expect(answer).toMatchObject({ status, code })
    if (status === 426) expect(answer.head).toMatch(/^sec-websocket-version: 13\r?$/im)
  })

  it('with the reason for which a call would be', async () => {
    const { workspace, client } = await signedIn('cookie-session')
    const held = headersOf(client)
    await client.logOut()
    const ended = await refusal(port, pathOf(client), held)
    expect(ended).toMatchObject({ status: 401, code: 'revoked' })
    expect(ended.head).toMatch(/^www-authenticate: Bearer /im)
    await client.logIn()
    await workspace.advance(defaultSettings.idleTtl)
    const idle = await refusal(port, pathOf(client), headersOf(client))
    expect(idle).toMatchObject({ status: 401, code: 'idle_timeout' })
  })

  it('where the store does not answer', async () => {
    const { client } = await signedIn('cookie-session')
    const outage = await server.runtime.backend.outage()
    const answer = await refusal(port, pathOf(client), headersOf(client))
    await outage.end()
    expect(answer).toMatchObject({ status: 503, code: 'store_unavailable' })
  })

  it('where it is no handshake', async () => {
    const { client } = await signedIn('cookie-session')
    const plain = await client.under('GET', 'socket')
    expect(plain).toMatchObject({ status: 426, code: 'upgrade_required' })
    expect(plain.headers.get('Upgrade')).toBe('websocket')
    const half = await client.under('GET', 'socket', undefined, { Upgrade: 'websocket' })
    expect(half.code, 'a header alone is no handshake').toBe('upgrade_required')
  })

  it('where two tokens are offered, or one beside a header', async () => {
    const { client } = await signedIn('stateless-jwt', { transport: 'bearer' })
    const offered = protocolsOf(client).join(', ')
    const token = client.bearer.get('access') ?? ''
    for (const headers of [
      { 'Sec-WebSocket-Protocol': `${offered}, bearer.other` },
      { 'Sec-WebSocket-Protocol': offered, Authorization: `Bearer ${token}` },
    ]) {
      const answer = await refusal(port, pathOf(client), { ...headersOf(client), ...headers })
      expect(answer).toMatchObject({ status: 401, code: 'credential_malformed' })
    }
  })
})

it('lets another site in where the workspace turned the check off', async () => {
  const { client } = await signedIn('cookie-session', { originCheck: false })
  const { WebSocket } = await import('ws')
  const headers = headersOf(client)
  const ws = new WebSocket(url + pathOf(client), { headers, origin: 'http://evil.test' })
  const told = await new Promise((resolve) =>
    ws.once('message', (data: Buffer) => resolve(data.toString())),
  )
  expect(told).toContain('"username":"alice"')
  ws.close()
})
