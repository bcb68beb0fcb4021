import { once } from 'node:events'
import { request, type IncomingMessage, type Server } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { setImmediate as turnOfTheLoop } from 'node:timers/promises'
import { afterEach, describe, expect, it, test } from 'vitest'
import { endpoints } from '#app/api/_endpoints/all.ts'
import { trustFrom, trustNobody } from '#lib/kernel/trust.ts'
import { admissionLimits, takesHash } from './admission.ts'
import { createListener, type Handler } from './listener.ts'
import { askedBy } from './methods.ts'

const LOGIN = '/api/strategies/cookie-session/login'
const closers: (() => unknown)[] = []
afterEach(() => closers.splice(0).forEach((close) => close()))

const at = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`

/** A listener whose sign-ins last until they are told to end, in the order in which they began. */
async function gate(bounds: Partial<typeof admissionLimits> = {}) {
  const began: string[] = []
  const running: (() => void)[] = []
  const handler: Handler = async (incoming, response) => {
    const body = await text(incoming)
    if (incoming.method === 'POST') {
      began.push(body)
      await new Promise<void>((resolve) => running.push(resolve))
    }
    response.end(`${body.length} bytes`)
  }
  const { server, admission } = createListener(Promise.resolve(handler), {
    trust: trustFrom('1') ?? trustNobody,
    admission: { ...admissionLimits, ...bounds },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(
    () => server.close(),
    () => server.closeAllConnections(),
  )
  const url = at(server)
  return {
    url,
    began,
    running,
    admission,
    signIn: (name: string, from = '192.0.2.1', workspace = 'w') =>
      fetch(url + LOGIN, {
        method: 'POST',
        body: name,
        headers: { 'X-Forwarded-For': from, 'X-Lab-Workspace': workspace },
      }),
    /** Lets all end, one after the other, until `answers` are there. */
    async drain(answers: readonly Promise<Response>[]) {
      const over = new AbortController()
      const all = Promise.all(answers).finally(() => over.abort())
      while (!over.signal.aborted) {
        running.shift()?.()
        await turnOfTheLoop()
      }
      return (await all).map(({ status }) => status)
    },
    hasBegun: (count: number) => expect.poll(() => began.length).toBe(count),
  }
}

describe('requests that have a password hashed', () => {
  test('are those that may find too many of them waiting', () => {
    const paths = endpoints
      // As many sockets and streams as one workspace may have: no password.
      .filter(
        ({ problems, path }) =>
          problems.includes('rate_limited') && !/\/(socket|stream)$/.test(path),
      )
      .map(({ method, path }) => `${method} ${path}`)
    const taken = endpoints
      .map(({ method, path }) => ({ method, path: path.replaceAll(/\{\w+\}/g, 'a'), query: '' }))
      .map((asked, index) => ({
        isTaken: takesHash(asked),
        of: endpoints[index],
      }))
      .filter(({ isTaken }) => isTaken)
      .map(({ of }) => `${of?.method} ${of?.path}`)
    expect(taken).toEqual(paths)
    expect(taken.length).toBeGreaterThan(5)
  })

  test.each([
    ['POST', `${LOGIN}?a=b`, true],
    ['POST', '/api/strategies/a/log%69n', true],
    ['POST', '/api/x/../strategies/a/login/', true],
    ['POST', '/api/auth/callback/credentials', true],
    ['POST', '/api/auth-database/callback/credentials', true],
    ['HEAD', '/api/lab/accounts', true],
    ['GET', LOGIN, false],
    ['POST', '/api/strategies/a/refresh', false],
    ['POST', '/api/auth/signout', false],
  ])('%s %s: %s', (method, url, isTaken) => {
    const asked = askedBy({ method, url } as IncomingMessage)
    expect(asked && takesHash(asked)).toBe(isTaken)
  })

  it('begin after all who connect at the same time, one of whom may be signed in', async () => {
    const { url, began, running } = await gate()
    const { port, host } = new URL(url)
    const say = (what: string) => {
      const socket = connect(Number(port), '127.0.0.1')
      socket.write(`${what} HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 0\r\n\r\n`)
      return socket
    }
    const signIns = Array.from({ length: 100 }, () => say(`POST ${LOGIN}`))
    const signedIn = say('GET /')
    const over = new AbortController()
    signedIn.once('data', () => over.abort())
    while (!over.signal.aborted) {
      running.shift()?.()
      await turnOfTheLoop()
    }
    for (const socket of [...signIns, signedIn]) socket.destroy()
    // A turn of the loop takes one connection: in the turns before the last, all of them could begin.
    expect(began.length).toBeLessThan(5)
  })

  it('come to the app two at a time, and others in between', async () => {
    const { url, began, signIn, drain, hasBegun } = await gate()
    const flood = Array.from({ length: 40 }, (_, n) => signIn(`${n}`))
    await hasBegun(2)
    expect((await fetch(`${url}/api/strategies/cookie-session/me`)).status).toBe(200)
    expect(began).toHaveLength(2)
    expect(new Set(await drain(flood))).toEqual(new Set([200]))
    expect(began).toHaveLength(40)
  })

  it('have their turns by network, and in each by workspace', async () => {
    const { signIn, began, drain, hasBegun, admission } = await gate({ atOnce: 1 })
    const first = signIn('first')
    await hasBegun(1)
    const all = [first]
    for (const [name, from, workspace] of [
      ['crowd 1', '192.0.2.1', 'w'],
      ['crowd 2', '192.0.2.1', 'w'],
      ['other workspace', '192.0.2.1', 'v'],
      ['other network', '2001:db8::1', 'w'],
      ['same network', '2001:db8::2', 'w'],
    ] as const) {
      const { length } = all
      all.push(signIn(name, from, workspace))
      // Each waits before the next one comes.
      await expect.poll(() => admission.waiting()).toBe(length)
    }
    await drain(all)
    expect(began.slice(1)).toEqual([
      'crowd 1',
      'other network',
      'other workspace',
      'same network',
      'crowd 2',
    ])
  })

  it('are refused where too many wait, and told when to come again', async () => {
    const { signIn, drain, hasBegun, admission } = await gate({ atOnce: 1, inLane: 1 })
    const served = [signIn('runs')]
    await hasBegun(1)
    served.push(signIn('waits'))
    await expect.poll(() => admission.waiting()).toBe(1)
    const refused = await signIn('is too many')
    expect([refused.status, refused.headers.get('Retry-After')]).toEqual([429, '1'])
    expect(refused.headers.get('Content-Type')).toBe('application/problem+json')
    expect(await refused.json()).toMatchObject({ code: 'rate_limited' })
    expect(await drain([...served, signIn('of others', '192.0.2.9')])).toEqual([200, 200, 200])
  })

  it('do not wait for ever', async () => {
    const { signIn, drain, hasBegun } = await gate({ atOnce: 1, patience: 20 })
    const runs = signIn('runs')
    await hasBegun(1)
    expect((await signIn('waits')).status).toBe(429)
    expect(await drain([runs])).toEqual([200])
  })

  it('leave with whoever asked', async () => {
    const { url, signIn, began, drain, hasBegun, admission } = await gate({ atOnce: 1, inLane: 1 })
    const served = [signIn('runs')]
    await hasBegun(1)
    const leaving = request(url + LOGIN, { method: 'POST' })
    leaving.on('error', () => {})
    leaving.end('leaves')
    await expect.poll(() => admission.waiting()).toBe(1)
    leaving.destroy()
    await expect.poll(() => admission.waiting()).toBe(0)
    served.push(signIn('comes'))
    expect(await drain(served)).toEqual([200, 200])
    expect(began).toEqual(['runs', 'comes'])
  })

  it('keep nobody waiting while their bodies are on their way', async () => {
    const { url, signIn, began, drain } = await gate({ atOnce: 1 })
    const slow = connect(Number(new URL(url).port), '127.0.0.1')
    closers.push(() => slow.destroy())
    slow.write(`POST ${LOGIN} HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nsl`)
    await expect.poll(() => slow.bytesWritten).toBeGreaterThan(0)
    expect(await drain([signIn('quick')])).toEqual([200])
    slow.write('ow')
    await expect.poll(() => began).toEqual(['quick', 'slow'])
  })

  it('bring all of their bodies, however large', async () => {
    const { signIn, drain, hasBegun } = await gate({ atOnce: 1 })
    const first = signIn('first')
    await hasBegun(1)
    const large = signIn('x'.repeat(500_000))
    await drain([first, large])
    expect(await (await large).text()).toBe('500000 bytes')
  })

  it('are asked for their bodies before they wait', async () => {
    const { url, running, hasBegun } = await gate()
    const asking = request(url + LOGIN, {
      method: 'POST',
      headers: { Expect: '100-continue', 'Content-Length': 3 },
    })
    asking.flushHeaders()
    await once(asking, 'continue')
    asking.end('abc')
    await hasBegun(1)
    running.shift()?.()
    const [answer] = (await once(asking, 'response')) as [IncomingMessage]
    expect(await text(answer)).toBe('3 bytes')
  })

  it('are answered when the server stops: those that have begun, and those that wait', async () => {
    const { signIn, drain, hasBegun, admission } = await gate({ atOnce: 1 })
    const runs = signIn('runs')
    await hasBegun(1)
    const waits = signIn('waits')
    await expect.poll(() => admission.waiting()).toBe(1)
    admission.close()
    expect((await waits).status).toBe(429)
    expect(await drain([runs])).toEqual([200])
  })
})
