import { once } from 'node:events'
import { request, type IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { Client, newLab, type Lab } from './client.ts'
import { start, temporaryFolder, type Running } from './start.ts'

const PATH = '/api/strategies/cookie-session/socket'

async function signedIn(server: Running) {
  const lab = await newLab(server.url)
  const client = new Client(server.url, lab)
  await client.logIn('cookie-session')
  return { lab, client }
}

const headersOf = ({ cookie }: Client, { workspace }: Lab) => ({
  Cookie: cookie,
  'X-Lab-Workspace': workspace,
})

/** A socket that has been greeted, and how it ends. */
async function opened({ url }: Running, headers: Record<string, string>) {
  const ws = new WebSocket(url.replace('http', 'ws') + PATH, ['logout-lab.v1'], { headers })
  const closed = new Promise<[number, string]>((resolve) => {
    ws.once('close', (code, reason) => resolve([code, String(reason)]))
  })
  const [greeting] = (await once(ws, 'message')) as [Buffer]
  expect(JSON.parse(String(greeting))).toMatchObject({ type: 'open', user: { username: 'alice' } })
  return { ws, closed }
}

/** Asks to speak something else, and hears what comes of it. */
async function upgrading({ url }: Running, path: string, headers: Record<string, string>) {
  const asking = request(url + path, { headers: { Connection: 'Upgrade', ...headers } })
  asking.end()
  const [answer] = (await once(asking, 'response')) as [IncomingMessage]
  return {
    status: answer.statusCode,
    type: answer.headers['content-type'],
    body: await text(answer),
  }
}

const websocket = {
  Upgrade: 'websocket',
  'Sec-WebSocket-Version': '13',
  'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
}

test('sockets of the built server: refused, closed by a log-out, and told that it stops', async () => {
  await using server = await start()
  const { lab, client } = await signedIn(server)
  const held = headersOf(client, lab)
  const refused = async (path: string, headers: Record<string, string>) => {
    const { status, type, body } = await upgrading(server, path, { ...websocket, ...headers })
    expect(type).toBe('application/problem+json')
    return [status, (JSON.parse(body) as { code: string }).code]
  }
  expect(await refused(PATH, {})).toEqual([400, 'workspace_missing'])
  expect(await refused(PATH, { ...held, Cookie: '' })).toEqual([401, 'credential_missing'])
  expect(await refused(PATH, { ...held, Origin: 'http://evil.test' })).toEqual([
    403,
    'cross_site_blocked',
  ])
  expect(await refused('/about', held)).toEqual([404, 'not_found'])
  // What nobody here speaks is not heard (RFC 9110, 7.8).
  expect((await upgrading(server, '/healthz', { Upgrade: 'h2c' })).status).toBe(200)
  expect((await upgrading(server, PATH, { ...held, Upgrade: 'h2c' })).status).toBe(426)

  const ended = await opened(server, held)
  await client.under('cookie-session', 'POST', 'logout', {})
  expect(await ended.closed).toEqual([4401, 'revoked'])
  const again = await signedIn(server)
  const left = await opened(server, headersOf(again.client, again.lab))
  expect(await server.stop()).toBe(0)
  expect(await left.closed).toEqual([1001, 'server_stopping'])
  expect(server.logs).toHaveLength(2)
})

test('the end of a session at one process closes the socket at another', async () => {
  using folder = temporaryFolder()
  const database = join(folder.path, 'lab.db')
  await using here = await start({ database })
  await using there = await start({ database })
  const { lab, client } = await signedIn(here)
  const { closed } = await opened(here, headersOf(client, lab))
  const operator = new Client(there.url, lab)
  await operator.call('POST', '/api/operator/users/alice/force-logout', {})
  expect(await closed).toEqual([4401, 'revoked'])
})
