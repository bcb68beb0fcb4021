import { createServer, type AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { start, startInVain, temporaryFolder, type Running } from './start.ts'

/** A workspace, with alice signed in over the bearer transport. */
async function signIn(url: string) {
  const post = async (path: string, body: object, headers = {}) => {
    const answer = await fetch(url + path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
    expect(answer.ok).toBe(true)
    return answer.json() as Promise<unknown>
  }
  const settings = { transport: 'bearer' }
  const { workspace, users } = (await post('/api/workspaces', { settings })) as {
    workspace: string
    users: { username: string; password: string }[]
  }
  const alice = users.find(({ username }) => username === 'alice')
  const inWorkspace = { 'X-Lab-Workspace': workspace }
  const path = '/api/strategies/cookie-session/login'
  const { credentials } = (await post(path, { ...alice, role: undefined }, inWorkspace)) as {
    credentials: { access: string }
  }
  return { ...inWorkspace, Authorization: `Bearer ${credentials.access}` }
}

const me = '/api/strategies/cookie-session/me'

test('knows its sessions after a power cut', async () => {
  using folder = temporaryFolder()
  const database = `${folder.path}/lab.db`
  await using server = await start({ database })
  const headers = await signIn(server.url)
  await server.kill9()
  await using again = await start({ database })
  expect((await fetch(again.url + me, { headers })).status).toBe(200)
  expect(await again.stop(), 'it ends in order').toBe(0)
  expect(again.logs, 'and without a word').toHaveLength(2)
})

test('says in one line that its port is taken', async () => {
  const taken = createServer()
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
  const { port } = taken.address() as AddressInfo
  const { code, logs } = await startInVain({ env: { PORT: String(port) } })
  taken.close()
  expect(code).toBe(1)
  expect(logs).toEqual([expect.stringMatching(`^PORT ${port} is taken`)])
})

test('says in one line each what is wrong with its environment', async () => {
  const { code, logs } = await startInVain({ env: { PORT: 'http', DATABASE_URL: 'mysql://x' } })
  expect(code).toBe(1)
  const [first, second, ...more] = logs.toSorted()
  expect(first).toMatch(/^DATABASE_URL /)
  expect(second).toMatch(/^PORT /)
  expect(more).toEqual([])
})

// To start one takes longer than all that is asked of it.
describe('one server', () => {
  let server: Running
  let alice: Record<string, string>
  beforeAll(async () => {
    server = await start({ env: { LAB_LIMIT_ADDRESS_WORKSPACES: '2' } })
    alice = await signIn(server.url)
  })
  afterAll(() => server.kill9())

  test('says where it is, and on what it runs, and nothing else', async () => {
    expect(server.logs).toEqual([
      'One machine, with its state in SQLite',
      `Logout Lab is at ${server.url}`,
    ])
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
  })

  test('guards every page with headers', async () => {
    const page = await fetch(server.url)
    await page.text()
    const { headers } = page
    expect(headers.get('Content-Security-Policy')).toMatch(
      /default-src 'self'.*frame-ancestors 'none'/,
    )
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff')
    expect(headers.get('Referrer-Policy')).toBe('same-origin')
    expect(headers.get('X-Powered-By')).toBeNull()
  })

  test('takes a cookie of 8 KB, and answers it like any other', async () => {
    const headers = { Cookie: `lab-jwt=${'x'.repeat(8 * 1024)}` }
    expect((await fetch(`${server.url}/healthz`, { headers })).status).toBe(200)
    const answer = await fetch(`${server.url}/api/workspace`, { headers })
    expect(await answer.json()).toMatchObject({ code: 'workspace_missing' })
  })

  test.each(['/%', '/%ff', '//elsewhere.example', '/_next/image?url=http://127.0.0.1/&w=64&q=75'])(
    'tells no stack when asked for %s',
    async (path) => {
      const answer = await fetch(server.url + path, { redirect: 'manual' })
      expect(answer.status).toBeLessThan(500)
      expect(await answer.text()).not.toMatch(/node_modules|\bat .*\.(ts|js):\d+/)
      expect(answer.headers.get('Location') ?? '/').toMatch(/^\/(?!\/)/)
    },
  )

  test('counts by the address of the connection, whatever a header says', async () => {
    const create = (address: string) =>
      fetch(`${server.url}/api/workspaces`, {
        method: 'POST',
        headers: { 'X-Forwarded-For': address, 'X-Real-IP': address, Forwarded: `for=${address}` },
      })
    expect((await create('1.1.1.1')).status).toBe(201)
    expect((await create('2.2.2.2')).status).toBe(429)
  })

  test('ends an open stream when it ends, and says nothing more', async () => {
    const stream = await fetch(`${server.url}/api/strategies/cookie-session/stream`, {
      headers: alice,
    })
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader()
    expect((await reader?.read())?.value).toContain('event: tick')
    const stopped = server.stop()
    while (!(await reader?.read())?.done);
    expect(await stopped).toBe(0)
    expect(server.logs).toHaveLength(2)
  })
})
