import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as argon2 from '@node-rs/argon2'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { processRuntime } from '#lib/workspace/process-runtime.ts'
import { serve } from '../_http/serve.ts'
import {
  createServer,
  from,
  ORIGIN,
  type Reply,
  type Server,
  type Workspace,
} from './contract-client.ts'

vi.mock('@node-rs/argon2', async (original) => {
  const real = await original<typeof argon2>()
  return { ...real, verify: vi.fn<typeof argon2.verify>(real.verify) }
})
const guesses = () => vi.mocked(argon2.verify).mock.calls.length

let server: Server
let workspace: Workspace
beforeEach(async () => {
  server = await createServer()
  workspace = await server.workspace()
  vi.mocked(argon2.verify).mockClear()
})
afterEach(() => server.runtime.close())

const guess = (username: string, headers?: HeadersInit, where = workspace): Promise<Reply> =>
  where.client('active').under('POST', 'login', { username, password: 'wrong' }, headers)

async function times(count: number, work: (index: number) => Promise<Reply>) {
  const replies: Reply[] = []
  for (let index = 0; index < count; index += 1) replies.push(await work(index))
  return replies.map(({ status }) => status)
}

describe('failed sign-ins', () => {
  it('of an account are ten a minute, and then its own password does not open it', async () => {
    expect(await times(10, () => guess('alice'))).toEqual(Array(10).fill(401))
    const limited = await guess('alice')
    expect(limited).toMatchObject({ status: 429, code: 'rate_limited' })
    const { detail } = z.object({ detail: z.string() }).parse(limited.body)
    expect(detail).toMatch(/^Too many attempts. Try again in \d/)
    const seconds = Number(limited.headers.get('Retry-After'))
    expect(seconds).toBeGreaterThanOrEqual(1)
    expect(seconds).toBeLessThanOrEqual(60)
    expect((await workspace.client('active').logIn()).status).toBe(429)
    expect((await workspace.client('active').logIn('bob')).status).toBe(200)
    expect(guesses(), 'nothing is hashed above the limit').toBe(11)
  })

  it('are counted on real time: the clock of a workspace helps nobody', async () => {
    await times(10, () => guess('alice'))
    await workspace.advance(3600)
    expect((await guess('alice')).status).toBe(429)
  })

  it('of a name that does not exist are counted and cost the same', async () => {
    expect(await times(11, () => guess('nobody'))).toEqual(
      Array.from({ length: 11 }, (_, n) => (n < 10 ? 401 : 429)),
    )
    expect(guesses()).toBe(10)
    const texts = [await guess('alice'), await guess('nobody2')].map(({ text }) => text)
    expect(texts[0]).toBe(texts[1])
    const [known, unknown] = vi
      .mocked(argon2.verify)
      .mock.calls.slice(-2)
      .map(([hash]) => hash)
    const cost = /^\$argon2id\$v=\d+\$m=\d+,t=\d+,p=\d+\$/
    expect(cost.exec(String(known))?.[0]).toBe(cost.exec(String(unknown))?.[0])
    expect(known).not.toBe(unknown)
  })

  it('do not lock out the account of the same name in another workspace', async () => {
    await times(11, () => guess('alice'))
    const other = await server.workspace()
    expect((await other.client('active').logIn()).status).toBe(200)
  })

  it('of an address are a hundred a minute, over all accounts and workspaces', async () => {
    const other = await server.workspace()
    await from('192.0.2.1', async () => {
      const names = (index: number) => `name-${index % 50}`
      expect(await times(60, (n) => guess(names(n)))).toEqual(Array(60).fill(401))
      expect(await times(40, (n) => guess(names(n), {}, other))).toEqual(Array(40).fill(401))
      expect(await guess('alice')).toMatchObject({ status: 429, code: 'rate_limited' })
    })
    await from('192.0.2.2', async () => expect((await guess('alice')).status).toBe(401))
  })

  it('are not hidden by a header that claims another address', async () => {
    await from('192.0.2.3', async () => {
      const claim = (index: number) => ({
        'X-Forwarded-For': `198.51.100.${index}`,
        Forwarded: `for=198.51.100.${index}`,
        'X-Real-IP': `198.51.100.${index}`,
      })
      await times(100, (index) => guess(`name-${index}`, claim(index)))
      expect((await guess('alice', claim(200))).status).toBe(429)
    })
  })

  it('of an IPv6 network are counted together, and IPv4 in IPv6 as IPv4', async () => {
    const names = (index: number) => `name-${index}`
    const inNetwork = (index: number) => `2001:db8:1:2:${(index % 39).toString(16)}::${index}`
    const all = await times(101, (n) => from(inNetwork(n), () => guess(names(n))))
    expect(all).toEqual([...Array<number>(100).fill(401), 429])
    await from('2001:db8:1:3::1', async () => expect((await guess('alice')).status).toBe(401))
    const spelled = (n: number) => (n % 2 ? '192.0.2.77' : '::ffff:192.0.2.77')
    const mapped = await times(101, (n) => from(spelled(n), () => guess(names(n))))
    expect(mapped).toEqual([...Array<number>(100).fill(401), 429])
    await from('::ffff:192.0.2.78', async () => expect((await guess('bob')).status).toBe(401))
  })

  it('count for a change of the password and for a renewed sign-in as well', async () => {
    const client = workspace.client('active')
    await client.logIn()
    const wrong = { current: 'wrong', next: 'another password' }
    await times(5, () => client.under('POST', 'password', wrong))
    await times(5, () => client.under('POST', 'reauthenticate', { password: 'wrong' }))
    const password = workspace.passwordOf('alice')
    const right = { current: password, next: 'another password' }
    expect((await client.under('POST', 'password', right)).status).toBe(429)
    expect((await client.under('POST', 'reauthenticate', { password })).status).toBe(429)
    expect((await client.me()).status, 'the session goes on').toBe(200)
  })
})

describe('successful sign-ins', () => {
  it('are not counted', async () => {
    const logIn = () => workspace.client('active').logIn()
    expect(await times(30, logIn)).toEqual(Array(30).fill(200))
    expect(await times(9, () => guess('alice'))).toEqual(Array(9).fill(401))
    expect(await times(5, logIn)).toEqual(Array(5).fill(200))
  })

  it('are not refused because they come at once, and nobody else waits for them', async () => {
    const done: string[] = []
    const signIn = async (name: string, where: Workspace, username = 'alice') => {
      const { status } = await where.client('active').logIn(username)
      done.push(name)
      return status
    }
    const other = await server.workspace()
    const crowd = Array.from({ length: 300 }, () => signIn('crowd', workspace))
    const others = [
      ...Array.from({ length: 20 }, () => signIn('other', other)),
      signIn('other', workspace, 'bob'),
      from('192.0.2.5', () => signIn('other', other)),
    ]
    expect(new Set(await Promise.all(others))).toEqual(new Set([200]))
    expect(done.filter((name) => name === 'crowd').length).toBeLessThan(150)
    expect(new Set(await Promise.all(crowd))).toEqual(new Set([200]))
  })
})

describe('new workspaces', () => {
  const make = (to: Server) => to.workspace().then(() => 201)

  it('are limited for an address, however many come at once', async () => {
    const small = await createServer({ limits: { addressWorkspaces: 5 } })
    const anyone = (await small.workspace()).client('active')
    const replies = await Promise.all(
      Array.from({ length: 12 }, () => anyone.copy().call('POST', '/api/workspaces', {})),
    )
    const made = replies.filter(({ status }) => status === 201)
    expect(made).toHaveLength(4)
    const refused = replies.find(({ status }) => status === 429)
    expect(Number(refused?.headers.get('Retry-After'))).toBeGreaterThan(0)
    await from('192.0.2.9', () => make(small))
    await from('2001:db8::1', () => Promise.all(Array.from({ length: 5 }, () => make(small))))
    const asked = () => anyone.copy().call('POST', '/api/workspaces', {})
    expect(await from('2001:db8::2', asked)).toMatchObject({ status: 429, code: 'rate_limited' })
    await small.runtime.close()
  })

  it('are limited in how many are alive', async () => {
    const small = await createServer({ limits: { workspaces: 3 } })
    const first = await small.workspace()
    await Promise.all([make(small), make(small)])
    const reply = await first.client('active').call('POST', '/api/workspaces', {})
    expect(reply).toMatchObject({ status: 429, code: 'rate_limited' })
    await first.call('DELETE', '/api/workspace')
    await make(small)
    small.clock.advance(24 * 60 * 60 * 1000 + 1)
    await make(small)
    await small.runtime.close()
  })
})

describe('the limits', () => {
  it('follow the environment', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lab-limits-'))
    vi.stubEnv('DATABASE_URL', `file:${folder}/lab.db`)
    vi.stubEnv('LAB_LIMIT_ACCOUNT_FAILURES', '1')
    vi.stubEnv('LAB_LIMIT_ADDRESS_WORKSPACES', '2')
    const post = (path: string, body: unknown, headers = {}) =>
      serve(
        new Request(`${ORIGIN}${path}`, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json', ...headers },
          body: JSON.stringify(body),
        }),
        processRuntime,
      )
    const created = await post('/api/workspaces', {})
    expect(created.status).toBe(201)
    const { workspace: id } = z.object({ workspace: z.string() }).parse(await created.json())
    const headers = { 'X-Lab-Workspace': id }
    const wrong = { username: 'alice', password: 'wrong' }
    const path = '/api/strategies/active/login'
    expect((await post(path, wrong, headers)).status).toBe(401)
    expect((await post(path, wrong, headers)).status).toBe(429)
    expect((await post('/api/workspaces', {})).status).toBe(201)
    expect((await post('/api/workspaces', {})).status).toBe(429)
    vi.unstubAllEnvs()
    rmSync(folder, { recursive: true, force: true })
  })

  it('hold against a flood of guesses that come at once', async () => {
    const replies = await Promise.all(Array.from({ length: 60 }, () => guess('alice')))
    expect(guesses()).toBe(10)
    expect(replies.filter(({ status }) => status === 401)).toHaveLength(10)
    expect(replies.filter(({ status }) => status === 429)).toHaveLength(50)
  })

  it('hold for an address against a flood over many names', async () => {
    const flood = () =>
      Promise.all(Array.from({ length: 150 }, (_, index) => guess(`name-${index}`)))
    const replies = await from('192.0.2.4', flood)
    expect(replies.filter(({ status }) => status === 401)).toHaveLength(100)
    expect(guesses()).toBe(100)
  })
})
