import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { pathAsked } from '#app/api/_http/connection.ts'
import { currentConnection } from '#lib/kernel/connection.ts'
import { createListener, type Handler } from './listener.ts'

const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

async function listening(handler: Handler): Promise<string> {
  const { server } = createListener(Promise.resolve(handler))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closers.push(
    () => server.close(),
    () => server.closeAllConnections(),
  )
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** What Next is asked for, and what the app takes it for. */
const tell: Handler = async ({ url = '' }, response) => {
  const asked = pathAsked(new Request(new URL(url, 'http://here')))
  response.end(
    JSON.stringify({ url, asked, isWhole: currentConnection()?.sendWhole !== undefined }),
  )
}

test.each([
  ['/api/workspace', '/api'],
  ['/api/strategies/a/me?b=/c', '/api?b=/c'],
  ['/api/strategies/%61/me', '/api'],
  ['/api/auth', '/api'],
  ['/api/authors/1', '/api'],
])('%s is one of the calls, for which Next is asked by one path', async (path, url) => {
  const answer: unknown = await (await fetch((await listening(tell)) + path)).json()
  expect(answer).toEqual({ url, asked: path.split('?')[0], isWhole: true })
})

test.each([
  '/api',
  '/healthz',
  '/api/auth/session',
  '/api/auth-database/a/b',
  '/api/a/',
  '/app/api',
])('%s is asked for as it is', async (url) => {
  const answer: unknown = await (await fetch((await listening(tell)) + url)).json()
  expect(answer).toEqual({ url, asked: url, isWhole: false })
})

test('only pages are asked for as the router of a browser does', async () => {
  const asking = { RSC: '1', 'Next-Url': '/', 'Next-Router-Prefetch': '1', 'X-Own': 'kept' }
  const tellHeaders: Handler = async ({ headers, rawHeaders }, response) => {
    const names = [...Object.keys(headers), ...rawHeaders.map((text) => text.toLowerCase())]
    response.end(
      JSON.stringify([...new Set(names)].filter((name) => /^(rsc|next-|x-own)/.test(name))),
    )
  }
  const url = await listening(tellHeaders)
  const seenAt = async (path: string): Promise<unknown> =>
    (await fetch(url + path, { headers: asking })).json()
  for (const path of ['/api/workspace', '/api/auth/session', '/healthz']) {
    expect(await seenAt(path), path).toEqual(['x-own'])
  }
  expect(await seenAt('/compare')).toEqual(
    expect.arrayContaining(Object.keys(asking).map((name) => name.toLowerCase())),
  )
})

const send = (body: string, then: Handler): Handler => {
  return async (request, response) => {
    response.setHeader('X-Taken', String(currentConnection()?.sendWhole?.(body)))
    await then(request, response)
  }
}
const end: Handler = async (_request, response) => void response.end()

test('a short body goes out with the head that Next writes', async () => {
  const url = `${await listening(send('{"é":1}', end))}/api/a`
  const answer = await fetch(url)
  expect(answer.headers.get('Content-Length')).toBe('8')
  expect(await answer.text()).toBe('{"é":1}')
  const head = await fetch(url, { method: 'HEAD' })
  expect([head.status, head.headers.get('Content-Length'), await head.text()]).toEqual([
    200,
    '8',
    '',
  ])
})

test('a long one is left to Next, which compresses it', async () => {
  const answer = await fetch(`${await listening(send('x'.repeat(1024), end))}/api/a`)
  expect([answer.headers.get('X-Taken'), await answer.text()]).toEqual(['false', ''])
})

test('a body never follows another head than its own', async () => {
  const fail: Handler = async (_request, response) => {
    response.write('failed')
    response.end()
  }
  const answer = fetch(`${await listening(send('{}', fail))}/api/a`).then((one) => one.text())
  await expect(answer).rejects.toThrow(/terminated|fetch failed/)
})
