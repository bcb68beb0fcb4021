import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { IN_MEMORY, openBackend } from '#lib/stores/open.ts'
import { strategies } from '#lib/strategies/registry.ts'
import { processRuntime } from '#lib/workspace/process-runtime.ts'
import { serve } from '../_http/serve.ts'
import { createServer, type Client, type Workspace } from './contract-client.ts'
import { faultyBackend } from '../../../lib/stores/conformance/faulty-backend.ts'

const LOG = vi.spyOn(process.stderr, 'write')
afterEach(() => LOG.mockClear())

/** A server with somebody signed in, whose stores are then taken away. */
async function before(id: string) {
  const { backend, ...faults } = faultyBackend(await openBackend(IN_MEMORY))
  const server = await createServer({ backend })
  const workspace = await server.workspace({ strategy: id })
  const client = workspace.client('active')
  await client.logIn()
  LOG.mockImplementation(() => true)
  return { server, workspace, client, ...faults }
}

const operatorCalls: [string, string, unknown?][] = [
  ['POST', 'users/alice/ban'],
  ['POST', 'users/alice/unban'],
  ['POST', 'users/alice/role', { role: 'admin' }],
  ['POST', 'users/alice/force-logout'],
  ['POST', 'users/alice/rekey'],
  ['DELETE', 'users/alice'],
  ['POST', 'rotate-keys'],
  ['POST', 'logout-all-users'],
]

async function everyCall(workspace: Workspace, client: Client) {
  const password = workspace.passwordOf('alice')
  const under: [string, string, unknown?][] = [
    ['POST', 'login', { username: 'alice', password }],
    ['GET', 'me'],
    ['POST', 'refresh', {}],
    ['POST', 'logout', { scope: 'this' }],
    ['POST', 'logout', { scope: 'others' }],
    ['POST', 'logout', { scope: 'all' }],
    ['GET', 'sessions'],
    ['DELETE', 'sessions/any'],
    ['POST', 'password', { current: password, next: 'another password' }],
    ['POST', 'reauthenticate', { password }],
    ['GET', 'admin-report'],
    ['POST', 'transfer', { amount: 1 }],
    ['GET', 'stream'],
  ]
  const replies = []
  for (const [method, rest, body] of under) {
    replies.push({ call: rest, reply: await client.copy().under(method, rest, body) })
  }
  for (const [method, path, body] of operatorCalls) {
    const reply = await workspace.call(method, `/api/operator/${path}`, body)
    replies.push({ call: path, reply })
  }
  const settings = await workspace.call('PATCH', '/api/workspace/settings', {})
  const clock = await workspace.call('POST', '/api/workspace/clock', { advance: 1 })
  const created = await client.copy().call('POST', '/api/workspaces', {})
  const ready = await client.copy().call('GET', '/readyz')
  const shown = await workspace.call('GET', '/api/workspace')
  const named = { settings, clock, created, ready, shown }
  return [...replies, ...Object.entries(named).map(([call, reply]) => ({ call, reply }))]
}

describe.each(strategies.map(({ id }) => [id]))('%s without its store', (id) => {
  it('answers 503 everywhere when the database is closed', async () => {
    const { server, workspace, client } = await before(id)
    await server.runtime.close()
    for (const { call, reply } of await everyCall(workspace, client)) {
      expect(reply, call).toMatchObject({ status: 503, code: 'store_unavailable' })
    }
    const alive = await client.copy().call('GET', '/healthz')
    expect(alive.status).toBe(200)
  })

  it('confirms no revocation that it could not store', async () => {
    const { server, workspace, client, loseWrites, mend } = await before(id)
    // Everything can be read, and nothing written: a full disk.
    loseWrites()
    const stops = strategies.find((one) => one.id === id)?.promises.logout.stops
    const needsStore = stops === 'at-once' || stops === 'within'
    for (const scope of ['this', 'others', 'all'] as const) {
      const { status, code } = await client.copy().logOut(scope)
      expect({ scope, status, code }).toEqual(
        needsStore
          ? { scope, status: 503, code: 'store_unavailable' }
          : { scope, status: 200, code: undefined },
      )
    }
    for (const [method, path, body] of operatorCalls) {
      const reply = await workspace.call(method, `/api/operator/${path}`, body)
      expect(reply, path).toMatchObject({ status: 503, code: 'store_unavailable' })
    }
    mend()
    expect((await client.me()).status, 'nobody was signed out').toBe(200)
    await server.runtime.close()
  })

  it.each([
    'sessions',
    'revocations',
    'refreshFamilies',
    'versions',
    'cutOffs',
    'librarySessions',
    'keys',
    'users',
  ] as const)('takes the loss of %s for an outage and never for a refusal', async (store) => {
    const { server, client, lose } = await before(id)
    lose(store)
    for (const call of ['me', 'refresh', 'logout']) {
      const method = call === 'me' ? 'GET' : 'POST'
      const { status, code } = await client.copy().under(method, call)
      if (status === 404 && call === 'refresh') continue
      expect([200, 503], `${call} answered ${status} ${code}`).toContain(status)
    }
    await server.runtime.close()
  })
})

describe('an outage', () => {
  it('of one store fails the lanes of the lab that need it, and no others', async () => {
    const { server, client, lose } = await before('jwt-allowlist')
    lose('sessions')
    const { status, body } = await client.call('POST', '/api/lab/round', {})
    expect(status).toBe(200)
    expect(body).toMatchObject({
      lanes: {
        'jwt-allowlist': { failed: 'store_unavailable' },
        'stateless-jwt': { victim: { accepted: false, reason: 'credential_missing' } },
      },
    })
    await server.runtime.close()
  })

  it('is logged without any text of the driver, of a credential or of a password', async () => {
    const { server, workspace, client } = await before('cookie-session')
    await server.runtime.close()
    await client.me()
    const logged = LOG.mock.calls.map(([text]) => String(text)).join('')
    expect(logged).toContain('request failed: StoreUnavailable')
    for (const secret of [...client.jar.values(), workspace.id, workspace.passwordOf('alice')]) {
      expect(logged).not.toContain(secret)
    }
  })

  it('of a database that cannot be opened shows in /readyz, and /healthz goes on', async () => {
    LOG.mockImplementation(() => true)
    const folder = mkdtempSync(join(tmpdir(), 'lab-outage-'))
    const notAFolder = join(folder, 'file')
    writeFileSync(notAFolder, '')
    vi.stubEnv('DATABASE_URL', `file:${notAFolder}/lab.db`)
    const ask = async (path: string, init?: RequestInit) =>
      (await serve(new Request(`http://lab.test${path}`, init), processRuntime)).status
    const headers = { 'X-Lab-Workspace': 'any' }
    expect(await ask('/healthz')).toBe(200)
    expect(await ask('/metrics')).toBe(200)
    expect(await ask('/readyz')).toBe(503)
    expect(await ask('/api/strategies/active/me', { headers })).toBe(503)
    expect(await ask('/api/operator/logout-all-users', { headers, method: 'POST' })).toBe(503)
    vi.stubEnv('DATABASE_URL', `file:${folder}/lab.db`)
    expect(await ask('/readyz'), 'the disk is back').toBe(200)
    vi.unstubAllEnvs()
    rmSync(folder, { recursive: true, force: true })
  })
})
