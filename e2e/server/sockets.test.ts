import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { Client, newLab, type Lab } from './client.ts'
import { start, type Running } from './start.ts'

const FAILURES = 20
let server: Running
let lab: Lab
beforeAll(async () => {
  server = await start({ env: { LAB_LIMIT_ADDRESS_FAILURES: String(FAILURES) } })
  lab = await newLab(server.url)
})
afterAll(() => server.kill9())

const problem = z.object({ status: z.int(), code: z.string(), title: z.string() })

/** Writes bytes to a socket, and reads what comes until the server hangs up. */
async function raw(...chunks: (string | Buffer)[]) {
  const { hostname, port } = new URL(server.url)
  const socket = connect(Number(port), hostname)
  let answer = ''
  socket.setEncoding('latin1').on('data', (text) => (answer += String(text)))
  socket.on('error', () => socket.destroy())
  await once(socket, 'connect')
  for (const chunk of chunks) socket.write(chunk, 'latin1')
  await once(socket, 'close')
  const [head = '', ...rest] = answer.split('\r\n\r\n')
  const [, status] = /^HTTP\/1\.1 (\d{3})/.exec(head) ?? []
  return { status: Number(status), head, text: rest.join('\r\n\r\n') }
}

function expectProblem({ status, head, text }: Awaited<ReturnType<typeof raw>>, code: string) {
  expect(head).toMatch(/content-type: application\/problem\+json/i)
  const json = /\{.*\}/s.exec(text)?.[0] ?? ''
  expect(problem.parse(JSON.parse(json))).toMatchObject({ status, code })
  expect(text).not.toMatch(/\bat .*\.(ts|js):\d/)
}

const close = 'Host: lab.test\r\nConnection: close\r\n'

describe('the socket', () => {
  it('takes a cookie header of 8 KB, and one of 20 KB', async () => {
    const client = new Client(server.url, lab)
    await client.logIn('cookie-session')
    for (const size of [8, 20]) {
      const Cookie = `${client.cookie}; padding=${'x'.repeat(size * 1024)}`
      const me = await client.call('GET', '/api/strategies/cookie-session/me', undefined, {
        Cookie,
      })
      expect(me.status).toBe(200)
    }
  })

  it('answers headers that are too large with a problem', async () => {
    const head = `GET /api/workspace HTTP/1.1\r\n${close}X-Large: ${'x'.repeat(40_000)}\r\n\r\n`
    const answer = await raw(head)
    expect(answer.status).toBe(431)
    expectProblem(answer, 'invalid_request')
  })

  it.each([
    ['no HTTP', 'hello\r\n\r\n'],
    ['zero bytes', Buffer.alloc(64)],
    ['TLS', Buffer.from('16030100a5010000a10303', 'hex')],
    ['a header without a name', `GET / HTTP/1.1\r\n${close}: x\r\n\r\n`],
    ['a space before the colon', `GET / HTTP/1.1\r\n${close}Content-Length : 5\r\n\r\n`],
    ['two lengths', `POST / HTTP/1.1\r\n${close}Content-Length: 1\r\nContent-Length: 2\r\n\r\nab`],
    [
      'a length beside chunks',
      `POST / HTTP/1.1\r\n${close}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    ],
    ['a length that is none', `POST / HTTP/1.1\r\n${close}Content-Length: -1\r\n\r\n`],
    ['no host', 'GET /api/workspace HTTP/1.1\r\nConnection: close\r\n\r\n'],
    ['a host that is none', 'GET / HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n'],
  ])('answers %s with a problem', async (_what, bytes) => {
    const answer = await raw(bytes)
    expect(answer.status).toBe(400)
    expectProblem(answer, 'invalid_request')
  })

  it('answers a body above 64 KiB with a problem, declared or in chunks', async () => {
    const body = JSON.stringify({ nonsense: 'x'.repeat(70_000) })
    const head = `POST /api/workspaces HTTP/1.1\r\n${close}Content-Type: application/json\r\n`
    const declared = await raw(`${head}Content-Length: ${body.length}\r\n\r\n`, body)
    expect(declared.status).toBe(413)
    expectProblem(declared, 'payload_too_large')
    const size = body.length.toString(16)
    const chunks = `${size}\r\n${body}\r\n0\r\n\r\n`
    const streamed = await raw(`${head}Transfer-Encoding: chunked\r\n\r\n`, chunks)
    expect(streamed.status).toBe(413)
    expectProblem(streamed, 'payload_too_large')
  })

  it('answers what is no path or no method of the contract with a problem', async () => {
    for (const [method, path, status] of [
      ['GET', '/api/nothing', 404],
      ['GET', '/api/%00', 404],
      ['GET', '/api/%ff', 404],
      ['GET', '/api/strategies/%E0%A4%A/me', 404],
      ['PUT', '/api/workspace', 405],
      ['POST', '/healthz', 405],
    ] as const) {
      const response = await fetch(server.url + path, { method })
      expect(response.status, `${method} ${path}`).toBe(status)
      expect(response.headers.get('Content-Type')).toBe('application/problem+json')
    }
  })

  it('is still there after all that', async () => {
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200)
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
    const metrics = await fetch(`${server.url}/metrics`)
    expect(metrics.headers.get('Content-Type')).toContain('text/plain')
    expect(await metrics.text()).toContain('lab_http_requests_total')
  })
})

describe('the stream', () => {
  it('says with the first tick after the log-out that the session has ended', async () => {
    const client = new Client(server.url, lab)
    await client.logIn('cookie-session')
    const response = await fetch(`${server.url}/api/strategies/cookie-session/stream`, {
      headers: { Cookie: client.cookie, 'X-Lab-Workspace': lab.workspace },
    })
    expect(response.headers.get('Content-Type')).toContain('text/event-stream')
    expect(response.headers.get('Cache-Control')).toBe('no-store, no-transform')
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    const first = await reader?.read()
    expect(first?.value).toContain('event: tick')
    await client.under('cookie-session', 'POST', 'logout', {})
    const { body } = await client.call('GET', '/api/workspace')
    const { now } = z.object({ now: z.number() }).parse(body)
    let text = ''
    for (;;) {
      const next = await reader?.read()
      if (!next || next.done) break
      text += next.value
    }
    expect(text).toMatch(/event: ended\ndata: \{"reason":"revoked"\}\n\n$/)
    // By the server's own clock: how long a tick waits to be read is the machine's affair. It
    // counts whole seconds, and the tick of the one in which the log-out came may have been before.
    const ticks = [...text.matchAll(/event: tick\ndata: \{"now":(\d+)/g)].map(([, at]) =>
      Number(at),
    )
    expect(ticks.filter((at) => at > now)).toEqual([])
  })
})

describe('a header that claims another address', () => {
  it('changes nothing about the limit of failed sign-ins', async () => {
    const own = await newLab(server.url)
    const guess = async (index: number) => {
      const body = { username: `name-${index}`, password: 'wrong' }
      const claims = {
        'X-Forwarded-For': `198.51.100.${index}`,
        'X-Real-IP': `198.51.100.${index}`,
        Forwarded: `for=198.51.100.${index}`,
      }
      const path = '/api/strategies/active/login'
      return (await new Client(server.url, own).call('POST', path, body, claims)).status
    }
    const statuses: number[] = []
    for (let index = 0; index < FAILURES + 5; index += 1) statuses.push(await guess(index))
    expect(statuses.filter((status) => status === 401)).toHaveLength(FAILURES)
    expect(statuses.filter((status) => status === 429)).toHaveLength(5)
  })
})
