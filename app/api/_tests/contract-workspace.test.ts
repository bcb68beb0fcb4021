import { afterAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { strategies } from '#lib/strategies/registry.ts'
import { defaultSettings } from '#lib/workspace/settings.ts'
import { Client, cookieOf, createServer } from './contract-client.ts'

const server = await createServer()
afterAll(() => server.runtime.close())

const both = strategies.map((strategy) => [strategy.id, strategy] as const)

describe('a credential cookie', () => {
  const flags = { path: '/', httpOnly: true }

  it.each(both)('of %s is HttpOnly, for all paths, and SameSite as set', async (_id, strategy) => {
    for (const sameSite of ['strict', 'lax', 'none'] as const) {
      const workspace = await server.workspace({ sameSite })
      const { cookies } = await workspace.client(strategy).logIn()
      for (const cookie of cookies) {
        expect(cookie).toMatchObject({ ...flags, sameSite })
        expect(cookie.domain).toBeUndefined()
        expect(cookie.secure ?? false).toBe(sameSite === 'none')
        expect(cookie.maxAge).toBeGreaterThan(0)
      }
    }
  })

  it.each(both)('of %s is Secure and bound to the host on https', async (_id, strategy) => {
    const workspace = await server.workspace()
    const client = workspace.client(strategy, 'https://lab.test')
    const { cookies } = await client.logIn()
    for (const cookie of cookies) {
      expect(cookie.name).toMatch(/^__Host-lab-/)
      expect(cookie).toMatchObject({ ...flags, secure: true })
    }
    expect((await client.me()).status).toBe(200)
    const plain = workspace.client(strategy, 'https://lab.test')
    plain.jar = new Map(
      [...client.jar].map(([name, value]) => [name.replace('__Host-', ''), value]),
    )
    expect(await plain.me(), 'no other name is read').toMatchObject({ code: 'credential_missing' })
    const logout = await client.logOut()
    expect(logout.cookies.map(({ name }) => name).toSorted()).toEqual(
      strategy.credentials
        .map((name) => cookieOf(strategy.id, name, 'https://lab.test'))
        .toSorted(),
    )
  })
})

describe('the workspace', () => {
  it('is made with three accounts, its settings and a cookie', async () => {
    const workspace = await server.workspace()
    const shown = await workspace.call('GET', '/api/workspace')
    expect(shown.body).toEqual({
      workspace: workspace.id,
      settings: defaultSettings,
      users: [
        { username: 'alice', role: 'member', disabled: false },
        { username: 'bob', role: 'member', disabled: false },
        { username: 'admin', role: 'admin', disabled: false },
      ],
      now: Math.floor(server.clock.now() / 1000),
    })
    expect(Buffer.from(workspace.id, 'base64url').length * 8).toBeGreaterThanOrEqual(128)
  })

  it('is named by its cookie, and by the header before it', async () => {
    const [one, two] = [await server.workspace(), await server.workspace()]
    const visitor = one.client('active')
    const show = async (headers: Record<string, string>) => {
      const reply = await visitor.call('GET', '/api/workspace', undefined, headers)
      return z.object({ workspace: z.string() }).safeParse(reply.body).data?.workspace ?? reply.code
    }
    const cookie = `lab-workspace=${two.id}`
    expect(await show({ Cookie: cookie, 'X-Lab-Workspace': one.id })).toBe(one.id)
    expect(await show({ Cookie: cookie, 'X-Lab-Workspace': 'unknown' })).toBe('not_found')
    expect(await show({ Cookie: cookie, 'X-Lab-Workspace': '' })).toBe('workspace_missing')
  })

  it('sets a cookie for its id', async () => {
    const { runtime } = server
    const reply = await new Client(runtime).call('POST', '/api/workspaces', {})
    const { workspace } = z.object({ workspace: z.string() }).parse(reply.body)
    expect(reply.cookies).toEqual([
      {
        name: 'lab-workspace',
        value: workspace,
        path: '/',
        httpOnly: true,
        sameSite: 'lax',
        maxAge: 86_400,
      },
    ])
    const again = await new Client(runtime).call('GET', '/api/workspace', undefined, {
      Cookie: `lab-workspace=${workspace}`,
    })
    expect(again.status).toBe(200)
    const secure = new Client(runtime, { origin: 'https://lab.test' })
    const [cookie] = (await secure.call('POST', '/api/workspaces', {})).cookies
    expect(cookie).toMatchObject({ name: '__Host-lab-443-workspace', secure: true })
  })

  it('changes the active strategy and the transport at once', async () => {
    const workspace = await server.workspace()
    for (const strategy of strategies) {
      for (const transport of strategy.transports) {
        await workspace.set({ strategy: strategy.id, transport })
        const client = workspace.client('active')
        const login = await client.logIn()
        const named = workspace.client(strategy)
        named.jar = new Map(client.jar)
        named.bearer = new Map(client.bearer)
        expect(login.cookies.length > 0).toBe(transport === 'cookie')
        expect((await client.me()).status).toBe(200)
        expect((await named.me()).status).toBe(200)
      }
    }
  })

  it('keeps every setting of changes that come at once', async () => {
    const workspace = await server.workspace()
    const changes = { algorithm: 'ES256', transport: 'bearer', sameSite: 'strict', cacheTtl: 1 }
    const replies = await Promise.all(
      Object.entries(changes).map(([name, value]) =>
        workspace.call('PATCH', '/api/workspace/settings', { [name]: value }),
      ),
    )
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    const shown = await workspace.call('GET', '/api/workspace')
    expect(shown.body).toMatchObject({ settings: changes })
  })

  it('refuses settings that contradict each other, and names the fields', async () => {
    const workspace = await server.workspace()
    const reply = await workspace.call('PATCH', '/api/workspace/settings', { idleTtl: 99_999 })
    expect(reply).toMatchObject({ status: 422, body: { errors: [{ path: 'idleTtl' }] } })
  })

  it('has a clock that goes forward alone, and not out of the calendar', async () => {
    const workspace = await server.workspace()
    const now = async () => {
      const { body } = await workspace.call('GET', '/api/workspace')
      return z.object({ now: z.int() }).parse(body).now
    }
    const start = await now()
    const move = (advance: number) => workspace.call('POST', '/api/workspace/clock', { advance })
    expect(await move(900)).toMatchObject({ status: 200, body: { now: start + 900 } })
    expect(await now()).toBe(start + 900)
    for (const wrong of [-1, 0.5, 1e12]) expect(await move(wrong)).toMatchObject({ status: 422 })
    expect(await now()).toBe(start + 900)
    const decade = 10 * 365 * 24 * 60 * 60
    const statuses = new Set<number>()
    for (let count = 0; count < 100; count += 1) statuses.add((await move(decade)).status)
    expect(statuses).toEqual(new Set([200, 422]))
    for (const strategy of strategies) {
      const client = workspace.client(strategy)
      expect((await client.logIn()).status).toBe(200)
      expect((await client.me()).status).toBe(200)
    }
  })

  it('is gone with everything in it when it is deleted', async () => {
    const workspace = await server.workspace()
    const client = workspace.client('active')
    await client.logIn()
    const reply = await workspace.call('DELETE', '/api/workspace')
    expect(reply.status).toBe(204)
    expect(reply.cookies).toMatchObject([{ name: 'lab-workspace', maxAge: 0 }])
    expect(await client.me()).toMatchObject({ status: 404, code: 'not_found' })
    expect(await workspace.call('GET', '/api/workspace')).toMatchObject({ status: 404 })
  })
})
