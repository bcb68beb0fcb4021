import { request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { json } from 'node:stream/consumers'
import { afterEach, describe, expect, it, test } from 'vitest'
import { z } from 'zod'
import { connectionAddress } from '#app/api/_http/connection.ts'
import { trustFrom, trustNobody } from '#lib/kernel/trust.ts'
import { createListener } from './listener.ts'

const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

const seenSchema = z.object({
  address: z.string(),
  host: z.string(),
  protocol: z.string(),
  raw: z.string(),
})

/** What the app would learn of a request, from a listener that trusts as TRUST_PROXY says. */
async function seen(trusts: string | null, headers: IncomingHttpHeaders, from = '127.0.0.1') {
  const trust = trusts === null ? trustNobody : trustFrom(trusts)
  if (!trust) throw new Error(`nobody can be trusted as ${trusts}`)
  const handler = Promise.resolve(
    async (incoming: IncomingMessage, response: NodeJS.WritableStream) => {
      const { host, 'x-forwarded-proto': protocol } = incoming.headers
      const raw = `${JSON.stringify(incoming.headers)} ${incoming.rawHeaders.join()}`
      response.end(JSON.stringify({ address: connectionAddress(), host, protocol, raw }))
    },
  )
  const { server } = createListener(handler, { trust })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => server.close())
  const { port } = server.address() as AddressInfo
  const asking = request({ port, host: '127.0.0.1', localAddress: from, headers, agent: false })
  asking.end()
  const [answer] = (await once(asking, 'response')) as [IncomingMessage]
  expect(answer.statusCode).toBe(200)
  return seenSchema.parse(await json(answer))
}

const forged = {
  host: 'lab.example:3000',
  'x-forwarded-for': '6.6.6.6',
  'x-forwarded-proto': 'https',
  'x-forwarded-host': 'evil.example',
  'x-forwarded-port': '666',
  'x-real-ip': '6.6.6.6',
  forwarded: 'for=6.6.6.6;proto=https;host=evil.example',
}

test.each([
  ['nobody is trusted', null],
  ['no hop is trusted', '0'],
  ['others are trusted', '10.0.0.0/8, 127.0.0.2'],
])('what a client writes itself is nowhere where %s', async (_, trusts) => {
  const { raw, ...learnt } = await seen(trusts, { ...forged, 'x-kept': 'yes' })
  expect(learnt).toEqual({ address: '127.0.0.1', host: 'lab.example:3000', protocol: 'http' })
  expect(raw).toContain('x-kept')
  expect(raw).not.toMatch(/6\.6\.6\.6|evil|666/)
})

/** The headers of a request: what the client wrote, and what each proxy on the way added. */
const through = (...hops: [address: string, protocol: string, host: string][]) => ({
  host: 'inside:3000',
  'x-forwarded-for': hops.map(([address]) => address).join(', '),
  'x-forwarded-proto': hops.map(([, protocol]) => protocol).join(', '),
  'x-forwarded-host': hops.map(([, , host]) => host).join(', '),
})
const client = ['198.51.100.7', 'https', 'lab.example'] as [string, string, string]
const forger = ['6.6.6.6', 'http', 'evil.example'] as [string, string, string]
const between = ['10.0.0.5', 'http', 'inside'] as [string, string, string]
const asClient = { address: '198.51.100.7', host: 'lab.example', protocol: 'https' }

describe('a trusted proxy is believed', () => {
  it.each([
    ['one hop', '1', through(client)],
    ['one hop, whatever the client wrote', '1', through(forger, client)],
    ['two hops', '2', through(client, between)],
    ['two hops, whatever the client wrote', '2', through(forger, client, between)],
    ['an address', '127.0.0.1', through(forger, client)],
    ['a network', '127.0.0.0/8, 10.0.0.0/24', through(forger, client, between)],
    [
      'two hops, where only the outer one tells of the protocol',
      '2',
      {
        ...through(client, between),
        'x-forwarded-proto': 'https',
        'x-forwarded-host': 'lab.example',
      },
    ],
    ['an address with a port', '1', through(['198.51.100.7:4711', 'wss', 'LAB.example:443'])],
  ])('%s', async (_, trusts, headers) => {
    const { raw: _raw, ...learnt } = await seen(trusts, { ...headers, forwarded: 'for=6.6.6.6' })
    expect(learnt).toEqual(asClient)
  })

  it('about IPv6, with brackets and a port or without', async () => {
    for (const address of ['2001:db8::7', '[2001:db8::7]', '[2001:db8::7]:443']) {
      expect((await seen('1', { 'x-forwarded-for': address })).address).toBe('2001:db8::7')
    }
  })

  it('and nobody beyond it', async () => {
    const inner = await seen('1', through(client, between))
    expect(inner).toMatchObject({ address: '10.0.0.5', host: 'inside', protocol: 'http' })
    const listed = await seen('127.0.0.1', through(client, between))
    expect(listed.address).toBe('10.0.0.5')
    const around = await seen('127.0.0.1', through(client), '127.0.0.2')
    expect(around).toMatchObject({ address: '127.0.0.2', host: 'inside:3000', protocol: 'http' })
  })

  it('as far as it says something that makes sense', async () => {
    const silent = await seen('1', { host: 'lab.example' })
    expect(silent).toMatchObject({ address: '127.0.0.1', host: 'lab.example', protocol: 'http' })
    for (const nobody of ['unknown', '_hidden', '1.2.3', ', ,']) {
      expect((await seen('1', { 'x-forwarded-for': nobody })).address).toBe('127.0.0.1')
      const last = await seen('2', { 'x-forwarded-for': `${nobody}, 10.0.0.5` })
      expect(last.address).toBe('10.0.0.5')
    }
  })
})
