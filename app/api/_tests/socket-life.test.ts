import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { strategies } from '#lib/strategies/registry.ts'
import { openBackend } from '#lib/stores/open.ts'
import { socketChecks } from '#lib/kernel/socket-check.ts'
import { defaultSettings, type Settings } from '#lib/workspace/settings.ts'
import { Client, createServer } from './contract-client.ts'
import { headersOf, listening, opened, pathOf, refusal, TestSocket } from './socket-client.ts'

const server = await createServer()
const listener = await listening(server.runtime)
afterAll(async () => {
  await listener.close()
  await server.runtime.close()
})

/** Alice with an open socket, which has been greeted. */
async function inRoom(
  id: string,
  settings: Partial<Settings> = {},
  { url } = listener,
): ReturnType<typeof roomFor> {
  return roomFor(id, settings, url)
}
async function roomFor(id: string, settings: Partial<Settings>, url: string) {
  const workspace = await server.workspace(settings)
  const strategy = strategies.find((one) => one.id === id)
  if (!strategy) throw new Error(`no ${id}`)
  const client = workspace.client(strategy)
  await client.logIn()
  const socket = await opened(url, client)
  expect(await socket.next('open')).toBeDefined()
  return { workspace, client, socket }
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await setTimeout(5)
}

describe('pushed', () => {
  it('in the process where it happens, before any beat', async () => {
    const still = await listening(server.runtime, { beat: 3_600_000 })
    const events: ((room: Awaited<ReturnType<typeof inRoom>>) => Promise<unknown>)[] = [
      ({ client }) => client.copy().logOut(),
      ({ client }) => client.copy().under('POST', 'password', newPasswordOf(client)),
      ({ workspace }) => workspace.call('POST', '/api/operator/users/alice/force-logout'),
      ({ workspace }) => workspace.advance(defaultSettings.idleTtl),
    ]
    for (const happen of events) {
      const room = await inRoom('cookie-session', {}, still)
      await happen(room)
      expect((await room.socket.closed).code).toBe(4401)
    }
    await still.close()
  })

  it('with the next beat where another process has ended the session', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'logout-lab-sockets-'))
    const database = `file:${join(folder, 'lab.db')}`
    const here = await createServer({ backend: openBackend(database) })
    const there = await createServer({ backend: openBackend(database) })
    const own = await listening(here.runtime)
    const workspace = await here.workspace()
    const client = workspace.client('active')
    await client.logIn()
    const socket = await opened(own.url, client)
    const far = new Client(there.runtime, client.options)
    far.jar = new Map(client.jar)
    await socket.next('tick')
    expect((await far.logOut()).status).toBe(200)
    expect(await socket.closed).toEqual({ code: 4401, reason: 'revoked' })
    await own.close()
    await here.runtime.close()
    await there.runtime.close()
    rmSync(folder, { recursive: true })
  })
})

const newPasswordOf = ({ options }: Client) => ({
  current: options.workspace?.passwordOf('alice'),
  next: 'another password',
})

describe('an idle session', () => {
  const pause = defaultSettings.idleTtl - 60

  it.each(socketChecks)(
    'is kept by what is said, where it is looked at: %s',
    async (socketCheck) => {
      const { workspace, client, socket } = await inRoom('cookie-session', { socketCheck })
      for (const _ of [1, 2]) {
        await workspace.advance(pause)
        expect(await socket.say()).not.toBeNull()
        // A push notes the use a moment after it has answered.
        await socket.next('tick')
        if (socketCheck === 'at-opening') break
      }
      await workspace.advance(pause)
      expect((await client.me()).status).toBe(socketCheck === 'at-opening' ? 401 : 200)
      socket.ws.close()
    },
  )

  it('is not kept by listening', async () => {
    const { workspace, socket } = await inRoom('cookie-session')
    await workspace.advance(pause)
    await socket.next('tick')
    await workspace.advance(60)
    expect(await socket.closed).toEqual({ code: 4401, reason: 'idle_timeout' })
  })
})

describe('a token that is shorter than its session', () => {
  const settings: Partial<Settings> = { transport: 'bearer', socketCheck: 'every-message' }

  it('ends the socket that it opened, unless a fresh one is sent', async () => {
    const { workspace, client, socket } = await inRoom('jwt-refresh-rotation', settings)
    await client.refresh()
    await workspace.advance(defaultSettings.accessTtl - 1)
    await client.refresh()
    socket.ws.send(JSON.stringify({ type: 'authenticate', access: client.bearer.get('access') }))
    expect(await socket.next('authenticated')).toBeDefined()
    await workspace.advance(defaultSettings.accessTtl - 1)
    expect(await socket.say()).not.toBeNull()
    await workspace.advance(1)
    expect(await socket.say()).toBeNull()
    expect(await socket.closed).toEqual({ code: 4401, reason: 'expired' })
  })

  it.each([
    ["another account's", 'bob', { code: 1008, reason: 'another_account' }],
    ['none', null, { code: 4401, reason: 'credential_malformed' }],
  ])('is not replaced by %s', async (_whose, username, end) => {
    const { workspace, client, socket } = await inRoom('jwt-refresh-rotation', settings)
    const other = new Client(client.runtime, client.options)
    if (username) await other.logIn(username)
    const access = other.bearer.get('access') ?? 'x'
    expect(workspace.settings.transport).toBe('bearer')
    socket.ws.send(JSON.stringify({ type: 'authenticate', access }))
    expect(await socket.closed).toEqual(end)
  })

  it('is not replaced over a socket that a cookie has opened', async () => {
    const { socket } = await inRoom('jwt-refresh-rotation')
    socket.ws.send(JSON.stringify({ type: 'authenticate', access: 'x' }))
    expect(await socket.closed).toEqual({ code: 1008, reason: 'invalid_message' })
  })
})

describe('a socket is closed', () => {
  it.each([
    ['no JSON', '{', 1008, 'invalid_message'],
    ['a message that nobody knows', '{"type":"shout"}', 1008, 'invalid_message'],
    ['a field too many', '{"type":"say","text":"a","b":1}', 1008, 'invalid_message'],
    ['bytes', Buffer.from('{"type":"say","text":"a"}'), 1003, 'text_only'],
    ['what is too large', 'x'.repeat(20_000), 1009, ''],
  ])('for %s', async (_what, message, code, reason) => {
    const { socket } = await inRoom('cookie-session')
    socket.ws.send(message)
    expect(await socket.closed).toEqual({ code, reason })
  })

  it('with its workspace', async () => {
    const { workspace, socket } = await inRoom('cookie-session', { socketCheck: 'at-opening' })
    await workspace.call('DELETE', '/api/workspace')
    expect(await socket.closed).toEqual({ code: 4404, reason: 'not_found' })
  })

  it.each(['every-message', 'push'] as const)(
    'in an outage, and not as if its session had ended: %s',
    async (socketCheck) => {
      const { client, socket } = await inRoom('cookie-session', { socketCheck })
      const outage = await server.runtime.backend.outage()
      socket.ws.send('{"type":"say","text":"a"}')
      expect(await socket.closed).toEqual({ code: 1013, reason: 'store_unavailable' })
      await outage.end()
      expect((await client.me()).status).toBe(200)
    },
  )

  it('when the server stops', async () => {
    const own = await listening(server.runtime)
    const { socket } = await inRoom('cookie-session', {}, own)
    await own.close()
    expect(await socket.closed).toEqual({ code: 1001, reason: 'server_stopping' })
  })

  it('where its client is silent to a ping, or does not answer the end', async () => {
    const own = await listening(server.runtime, { pingEvery: 2, closing: 5 })
    const { client } = await inRoom('cookie-session', {}, own)
    const deaf = new WebSocket(own.url + pathOf(client), {
      headers: headersOf(client),
      autoPong: false,
    })
    expect((await new TestSocket(deaf).closed).code, 'cut off').toBe(1006)
    await own.close()
  })

  it('where its client does not read what it asks for', async () => {
    const own = await listening(server.runtime, { buffered: 16 * 1024, beat: 3_600_000 })
    const { socket } = await inRoom('cookie-session', { socketCheck: 'at-opening' }, own)
    socket.ws.pause()
    const words = JSON.stringify({ type: 'say', text: '€'.repeat(2_000) })
    for (let index = 0; index < 2_000; index += 1) socket.ws.send(words)
    await until(() => own.sockets.count() === 0)
    socket.ws.terminate()
    expect((await socket.closed).code, 'cut off').toBe(1006)
    await own.close()
  })
})

it('does not open more than a workspace may have', async () => {
  const own = await listening(server.runtime, { perWorkspace: 2 })
  const { client, socket } = await inRoom('cookie-session', {}, own)
  const second = await opened(own.url, client)
  const answer = await refusal(own.port, pathOf(client), headersOf(client))
  expect(answer).toMatchObject({ status: 429, code: 'rate_limited' })
  expect(answer.head).toMatch(/^retry-after: \d+\r?$/im)
  await inRoom('cookie-session', {}, own)
  second.ws.close()
  await until(() => own.sockets.count() === 2)
  const third = await opened(own.url, client)
  expect(await third.say()).not.toBeNull()
  expect(await socket.say()).not.toBeNull()
  await own.close()
})

it('answers in the order in which it is asked', async () => {
  const { socket } = await inRoom('cookie-session', { socketCheck: 'every-message' })
  const words = Array.from({ length: 20 }, (_, index) => `${index}`)
  for (const text of words) socket.ws.send(JSON.stringify({ type: 'say', text }))
  const answers: unknown[] = []
  for (const _ of words) answers.push((await socket.next('said'))?.['text'])
  expect(answers).toEqual(words)
  socket.ws.close()
})
