import { once } from 'node:events'
import { METHODS, request, type IncomingMessage } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, expect, test, vi } from 'vitest'
import { trustFrom, trustNobody } from '#lib/kernel/trust.ts'
import { createListener, type Handler } from './listener.ts'
import { limits } from './read-request.ts'

const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

/** A listener on a free port, and a way to send it raw bytes and to have all that it answers. */
async function listening(
  handler: Handler,
  patience: Partial<typeof limits> = {},
  trust = trustNobody,
) {
  const { server } = createListener(Promise.resolve(handler), {
    patience: { ...limits, ...patience },
    trust,
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  closers.push(
    () => server.close(),
    () => server.closeAllConnections(),
  )
  return {
    url: `http://127.0.0.1:${port}`,
    async send(...parts: string[]) {
      const socket = connect(port, '127.0.0.1')
      for (const part of parts) socket.write(part)
      return text(socket)
    },
  }
}

const echo: Handler = async (incoming, response) => {
  const body = await text(incoming)
  response.setHeader('Connection', 'close')
  response.end(`${body.length} bytes`)
}

test('a connection may rest for longer than a proxy keeps it', async () => {
  const { url } = await listening(async (_, response) => void response.end('ok'))
  const { headers } = await fetch(url)
  expect(headers.get('keep-alive')).toBe('timeout=75')
})

const known = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

const refused = (answer: string) => {
  const [head = '', body = ''] = answer.split('\r\n\r\n')
  expect(head).toMatch(/^content-type: application\/problem\+json$/im)
  expect(body).not.toMatch(/\bat .*\.(ts|js):\d+/)
  return JSON.parse(body) as { status: number; code: string; detail: string }
}

test('passes an ordinary request on', async () => {
  const { send } = await listening(echo)
  expect(await send('POST /api HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc')).toMatch(
    /3 bytes$/,
  )
})

test('lets a cookie of 8 KB through', async () => {
  const { url } = await listening(echo)
  const answer = await fetch(url, { headers: { Cookie: `a=${'x'.repeat(8192)}` } })
  expect(answer.status).toBe(200)
})

test('holds a request until there is somebody to handle it', async () => {
  const later = Promise.withResolvers<Handler>()
  const { server } = createListener(later.promise)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => server.close())
  const asked = fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  later.resolve(echo)
  expect((await asked).status).toBe(200)
})

test.each([
  ['what is no HTTP', 'hello\r\n\r\n', 400],
  ['no host', 'GET / HTTP/1.1\r\n\r\n', 400],
  ['two hosts', 'GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n', 400],
  ['a host that is none', 'GET / HTTP/1.1\r\nHost: a<b>\r\n\r\n', 400],
  ['a path that is a whole address', 'GET http://elsewhere/ HTTP/1.1\r\nHost: a\r\n\r\n', 400],
  ['a path that is an asterisk', 'OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n', 400],
  [
    'a length that smuggles',
    'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    400,
  ],
  ...['Authorization', 'Content-Type', 'Origin', 'Sec-Fetch-Site', 'X-Lab-Workspace'].map(
    (name): [string, string, number] => [
      `two of ${name}`,
      `GET / HTTP/1.1\r\nHost: a\r\n${name}: a\r\n${name}: a\r\n\r\n`,
      400,
    ],
  ),
  ['an expectation that nobody knows', 'GET / HTTP/1.1\r\nHost: a\r\nExpect: wonders\r\n\r\n', 417],
  ['headers without end', `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(200_000)}\r\n\r\n`, 431],
])('refuses %s', async (_what, bytes, status) => {
  const { send } = await listening(echo)
  expect(refused(await send(bytes))).toMatchObject({ status, code: 'invalid_request' })
})

test.each([...METHODS.filter((method) => !known.has(method)), 'STEAL', 'get', 'M-SEARCH2'])(
  'has nothing that knows the method %s',
  async (method) => {
    const { send } = await listening(echo)
    for (const path of ['/', '/api/strategies', '/nothing']) {
      const answer = await send(`${method} ${path} HTTP/1.1\r\nHost: a\r\n\r\n`)
      expect(refused(answer)).toMatchObject({ status: 501, code: 'method_not_allowed' })
    }
  },
)

const pages: Handler = async (incoming, response) => {
  response.statusCode = incoming.url === '/about?a=b' ? 200 : 404
  response.end(incoming.method)
}

test.each(['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])(
  'lets pages be read, and not be asked with %s',
  async (method) => {
    const { send } = await listening(pages)
    const head = 'Host: a\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}'
    const there = await send(`${method} /about?a=b HTTP/1.1\r\n${head}`)
    expect(there).toMatch(/^allow: GET, HEAD\r$/im)
    if (method === 'OPTIONS') expect(there).toMatch(/^HTTP\/1.1 204 /)
    else expect(refused(there)).toMatchObject({ status: 405, code: 'method_not_allowed' })
    const nowhere = refused(await send(`${method} /nothing HTTP/1.1\r\n${head}`))
    expect(nowhere).toMatchObject({ status: 404, code: 'not_found' })
    const own = await send(`${method} /about/../api/anything HTTP/1.1\r\n${head}`)
    expect(own, 'the API says for itself').toMatch(/404 Not Found[^]*\r\n\r\n[^]*[A-Z]+/)
    expect(own).not.toContain('problem+json')
  },
)

test.each(['/_global-error', '/_next/image?url=x', '/a/../_global-error'])(
  'does not find %s',
  async (path) => {
    const { send } = await listening(echo)
    const answer = await send(`GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`)
    expect(refused(answer)).toMatchObject({ status: 404, code: 'not_found' })
  },
)

test.each([
  'Cookie: lab-workspace=a; lab-workspace=b',
  'Cookie: lab-workspace=a\r\nCookie: lab-workspace=a',
  'Cookie: lab-workspace =a',
])('refuses two workspaces: %j', async (header) => {
  const { send } = await listening(echo, {}, trustFrom('1') ?? trustNobody)
  const answer = await send(`GET / HTTP/1.1\r\nHost: a:3000\r\n${header}\r\n\r\n`)
  expect(refused(answer)).toMatchObject({ status: 400, code: 'invalid_request' })
  const behind = header.replaceAll('lab-workspace', '__Host-lab-443-workspace')
  const forwarded = `X-Forwarded-Proto: https\r\nX-Forwarded-Host: lab.example\r\n${behind}`
  const again = await send(`GET / HTTP/1.1\r\nHost: a\r\n${forwarded}\r\n\r\n`)
  expect(refused(again)).toMatchObject({ status: 400, code: 'invalid_request' })
})

const tree = encodeURIComponent(
  JSON.stringify([
    '',
    { children: [['id', 'a', 'd', null], { children: ['__PAGE__', {}] }, null, 'refetch'] },
    null,
    null,
    16,
  ]),
)
test.each([
  ['what a page says of itself', tree, true],
  ['nothing', '', false],
  ['no JSON', 'x', false],
  ['an empty list', '[]', false],
  ['broken encoding', '%7', false],
  ['a deep nest', '["",{"a":'.repeat(300), false],
  ['two', `${tree}\r\nNext-Router-State-Tree: ${tree}`, false],
])('lets %s through as the state of the router: %#', async (_what, value, isGood) => {
  const { send } = await listening(echo)
  const header = `Next-Router-State-Tree: ${value}\r\nConnection: close`
  const answer = await send(`GET / HTTP/1.1\r\nHost: a\r\n${header}\r\n\r\n`)
  if (isGood) expect(answer).toMatch(/0 bytes$/)
  else expect(refused(answer)).toMatchObject({ status: 400, code: 'invalid_request' })
})

test.each(['Range: bytes=9-', 'If-Match: "x"', 'If-Unmodified-Since: x', 'If-Range: x'])(
  'does not hear %s',
  async (header) => {
    const { send } = await listening(async (incoming, response) => {
      response.setHeader('Connection', 'close')
      response.end(Object.keys(incoming.headers).join())
    })
    expect(await send(`GET / HTTP/1.1\r\nHost: a\r\n${header}\r\n\r\n`)).toMatch(
      /\r\nhost,x-forwarded-proto$/,
    )
  },
)

test('refuses a body that says it is too large', async () => {
  const { url } = await listening(echo)
  const answer = await fetch(url, { method: 'POST', body: 'x'.repeat(3 * limits.body) })
  expect(answer.status).toBe(413)
  expect(await answer.json()).toMatchObject({ code: 'payload_too_large' })
})

test('refuses a body that turns out to be too large', async () => {
  const { url } = await listening(echo)
  const to = `${url}/api`
  const piece = new Uint8Array(limits.body / 4)
  let left = 12
  const body = new ReadableStream({
    pull: (stream) => (left-- > 0 ? stream.enqueue(piece) : stream.close()),
  })
  const answer = await fetch(to, { method: 'POST', body, duplex: 'half' } as RequestInit)
  expect(answer.status).toBe(413)
})

test('does not ask for a body that it will refuse', async () => {
  const { url } = await listening(echo)
  const headers = { Expect: '100-continue', 'Content-Length': limits.body + 1 }
  const asking = request(url, { method: 'POST', headers })
  const asked = vi.fn<() => void>()
  asking.on('continue', asked)
  asking.flushHeaders()
  const [answer] = (await once(asking, 'response')) as [IncomingMessage]
  asking.destroy()
  expect(answer.statusCode).toBe(413)
  expect(asked).not.toHaveBeenCalled()
})

test.each([
  ['headers', 'GET / HTTP/1.1\r\nHost: a\r\n'],
  ['a body', 'POST /api HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nab'],
])('does not wait for ever for %s', async (_what, bytes) => {
  const patience = { headersTime: 40, requestTime: 60, checkEvery: 20 }
  const { send } = await listening(echo, patience)
  expect(refused(await send(bytes))).toMatchObject({ status: 408 })
})

test('answers a failure without telling its story', async () => {
  const told = vi.spyOn(console, 'error').mockReturnValue()
  const { send } = await listening(() => Promise.reject(new Error('the secret is hunter2')))
  const answer = await send('GET / HTTP/1.1\r\nHost: a\r\n\r\n')
  expect(refused(answer)).toMatchObject({ status: 500, code: 'internal_error' })
  expect(answer).not.toContain('hunter2')
  expect(told).toHaveBeenCalledOnce()
  told.mockRestore()
})

test('keeps Next from being told that it has already decided', async () => {
  const { send } = await listening(async (incoming, response) => {
    response.setHeader('Connection', 'close')
    response.end(Object.keys(incoming.headers).join())
  })
  const answer = await send('GET / HTTP/1.1\r\nHost: a\r\nX-Middleware-Subrequest: proxy\r\n\r\n')
  expect(answer).not.toContain('x-middleware-subrequest')
})

test('survives a client that leaves in the middle', async () => {
  const told = vi.spyOn(console, 'error').mockReturnValue()
  const { url } = await listening(echo)
  const port = Number(new URL(url).port)
  await new Promise<void>((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write('POST /api HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nab', () => {
        socket.resetAndDestroy()
        resolve()
      })
    })
  })
  expect((await fetch(`${url}/api`, { method: 'POST', body: 'abc' })).status).toBe(200)
  expect(told).not.toHaveBeenCalled()
  told.mockRestore()
})
