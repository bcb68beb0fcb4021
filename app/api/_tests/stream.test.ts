import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { virtualClock } from '#lib/kernel/clock.ts'
import { cookieHeader, withSet } from '#lib/scenarios/stages/http-jar.ts'
import type { StrategyDefinition } from '#lib/strategies/contract.ts'
import { promised } from '#lib/strategies/describe.ts'
import { strategies } from '#lib/strategies/registry.ts'
import { IN_MEMORY, openBackend } from '#lib/stores/open.ts'
import { CHANNELS_PER_WORKSPACE } from '#lib/workspace/live-socket.ts'
import { createRuntime } from '#lib/workspace/runtime.ts'
import { defaultSettings } from '#lib/workspace/settings.ts'
import { serve } from '../_http/serve.ts'

const runtime = await createRuntime({
  strategies,
  backend: openBackend(IN_MEMORY),
  secret: 'a secret for these tests alone, and long enough',
  clock: virtualClock(),
  passwordCost: { memoryCost: 8, timeCost: 1, parallelism: 1 },
})
afterAll(() => runtime.close())

// The channel's own beat is the only timer here: tests let it go on, and nobody waits.
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

/** Alice, signed in by cookie, with a live channel open. */
async function listening(definition: StrategyDefinition) {
  const { id, users } = await runtime.create()
  const headers = { 'X-Lab-Workspace': id, 'Content-Type': 'application/json' }
  const call = (
    method: string,
    path: string,
    body?: object,
    cookie = '',
    signal: AbortSignal | null = null,
  ) =>
    serve(
      new Request(`http://127.0.0.1${path}`, {
        method,
        signal,
        headers: { ...headers, cookie },
        ...(body && { body: JSON.stringify(body) }),
      }),
      async () => runtime,
    )
  const at = `/api/strategies/${definition.id}`
  const { password } = users.find(({ username }) => username === 'alice') ?? { password: '' }
  const login = await call('POST', `${at}/login`, { username: 'alice', password })
  const cookie = cookieHeader(withSet(new Map(), login))
  const stream = await call('GET', `${at}/stream`, undefined, cookie)
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader()
  const first = await reader?.read()
  expect(first?.value).toContain('event: tick')
  return {
    call,
    cookie,
    at,
    /** What comes with the next beat; undefined when the channel has closed. */
    async next(): Promise<string | undefined> {
      await vi.advanceTimersByTimeAsync(1_000)
      return (await reader?.read())?.value
    },
    close: () => reader?.cancel(),
  }
}

describe.each(strategies)('the live channel of $id', (definition) => {
  it.each(['ban', 'logout'] as const)('closes within its promise after a %s', async (event) => {
    const { call, cookie, at, next, close } = await listening(definition)
    const { reads } = definition.cost.request
    expect(await next()).toContain(`"reads":${reads},`)

    const done =
      event === 'ban'
        ? await call('POST', '/api/operator/users/alice/ban', {})
        : await call('POST', `${at}/logout`, { scope: 'this' }, cookie)
    expect(done.status).toBe(200)

    const promise = promised(definition.promises[event], defaultSettings)
    if (promise.stops !== 'at-once') expect(await next()).toContain('event: tick')
    if (promise.stops === 'never') {
      expect(await next()).toContain('event: tick')
      await close()
      return
    }
    const seconds = 'seconds' in promise ? promise.seconds + definition.tolerance : 0
    await call('POST', '/api/workspace/clock', { advance: seconds })
    expect(await next()).toMatch(/^event: ended\ndata: \{"reason":"\w+"\}/)
    expect(await next()).toBeUndefined()
  })

  it('is not opened to a stranger', async () => {
    const { call, at, close } = await listening(definition)
    const refused = await call('GET', `${at}/stream`)
    expect(refused.status).toBe(401)
    expect(refused.headers.get('Content-Type')).toBe('application/problem+json')
    await close()
  })
})

it('has an end to how many a workspace may open, and a place again once one has gone', async () => {
  const [definition] = strategies
  if (!definition) throw new Error('no strategy')
  const { call, cookie, at, close } = await listening(definition)
  const open = () => call('GET', `${at}/stream`, undefined, cookie)
  const others: Response[] = []
  while (others.length < CHANNELS_PER_WORKSPACE - 1) others.push(await open())
  expect(others.map(({ status }) => status)).not.toContain(429)
  const refused = await open()
  expect(refused.status).toBe(429)
  expect(refused.headers.get('Retry-After')).toBe('5')

  const elsewhere = await listening(definition)
  await close()
  const again = await open()
  expect(again.status).toBe(200)
  for (const { body } of [...others, again]) await body?.cancel()
  await elsewhere.close()
})

it('is not kept for a client that has gone before it was opened', async () => {
  const [definition] = strategies
  if (!definition) throw new Error('no strategy')
  const { call, cookie, at, close } = await listening(definition)
  const gone = () => call('GET', `${at}/stream`, undefined, cookie, AbortSignal.abort())
  for (let count = 0; count < CHANNELS_PER_WORKSPACE; count += 1) {
    const left = await gone()
    expect(await left.text()).toBe('')
  }
  const mine = await call('GET', `${at}/stream`, undefined, cookie)
  expect(mine.status).toBe(200)
  await mine.body?.cancel()
  await close()
})

it('does not keep an idle session alive', async () => {
  const definition = strategies.find(({ id }) => id === 'cookie-session')
  if (!definition) throw new Error('no cookie-session')
  const { call, next } = await listening(definition)
  for (let minutes = 0; minutes < 29; minutes += 1) {
    await call('POST', '/api/workspace/clock', { advance: 60 })
    expect(await next()).toContain('event: tick')
  }
  await call('POST', '/api/workspace/clock', { advance: 60 })
  expect(await next()).toContain('"reason":"idle_timeout"')
})
