// Who asks, and under which origin: as the connection says, or as trusted proxies say of it.
import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import type { Trust } from '#lib/kernel/trust.ts'

export interface Asker {
  address: string
  /** The origin as the browser has it; null where there is no such host. */
  origin: URL | null
}

const plausibleHost = /^([\w.-]+|\[[\da-f:.]+\])(:\d{1,5})?$/i

/**
 * `X-Forwarded-For`, `-Proto` and `-Host` are lists to which each proxy adds on the right, or that the
 * outermost one begins anew: what a client wrote itself stands left of what the trusted ones vouch for.
 * `Forwarded` (RFC 7239) is not read: a proxy that writes the former hands a client's own one on.
 */
export function askerOf(request: IncomingMessage, trust: Trust): Asker {
  const direct = plainAddress(request.socket.remoteAddress ?? '') ?? 'unknown'
  const chain = [direct, ...addressesIn(request)]
  const stranger = chain.findIndex((address, hop) => !trust(address, hop))
  const proxies = stranger < 0 ? chain.length : stranger
  const told = (name: string) => (proxies > 0 ? vouchedFor(valuesOf(request, name), proxies) : null)
  const protocol = /^(https|wss)$/i.test(told('x-forwarded-proto') ?? '') ? 'https' : 'http'
  const host = told('x-forwarded-host') ?? request.headers.host ?? ''
  return {
    address: chain[Math.min(proxies, chain.length - 1)] ?? direct,
    origin: plausibleHost.test(host) ? URL.parse(`${protocol}://${host}`) : null,
  }
}

/** From the nearest on; what is no address tells of nobody, and neither does what comes before it. */
function addressesIn(request: IncomingMessage): string[] {
  const all = valuesOf(request, 'x-forwarded-for').toReversed().map(plainAddress)
  const end = all.indexOf(null)
  return (end < 0 ? all : all.slice(0, end)).filter((address) => address !== null)
}

/** Some proxies add the port, and IPv6 then needs brackets. */
function plainAddress(text: string): string | null {
  const address = text
    .replace(/^\[(.*)\](:\d+)?$/, '$1')
    .replace(/^([\d.]+):\d+$/, '$1')
    .replace(/^::ffff:(?=[\d.]+$)/i, '')
  return isIP(address) ? address : null
}

/** Each proxy has added one at most. */
const vouchedFor = (values: readonly string[], proxies: number): string | null =>
  values[Math.max(0, values.length - proxies)] ?? null

const valuesOf = ({ headers }: IncomingMessage, name: string): string[] =>
  [headers[name] ?? []]
    .flat()
    .flatMap((line) => line.split(','))
    .map((value) => value.trim())
    .filter((value) => value !== '')

/**
 * Headers that only a proxy of ours, or Next itself, could rightly set. And wishes for pieces and
 * conditions: they may go unheard, and Next fails at those that cannot be met.
 */
const untrusted =
  /^(x-forwarded-.*|forwarded|x-real-ip|x-middleware-.*|range|if-range|if-match|if-unmodified-since)$/

/** What Next's own router in the browser asks for pages with; what else it asks so, Next sends elsewhere. */
const ofTheRouter = /^(rsc|next-.*)$/

/**
 * Makes of what arrived the request that the client made: no header says more than is believed, and
 * Next, its libraries and the app all read the same host and protocol.
 */
export function rewriteHeaders(
  request: IncomingMessage,
  { host, protocol }: URL,
  isForPage: boolean,
): void {
  const told = new Map<string, string>([
    ['host', host],
    ['x-forwarded-proto', protocol.slice(0, -1)],
  ])
  const isKept = (name: string) =>
    !untrusted.test(name) && !told.has(name) && (isForPage || !ofTheRouter.test(name))
  const kept = Object.entries(request.headers).filter(([name]) => isKept(name))
  request.headers = { ...Object.fromEntries(kept), ...Object.fromEntries(told) }
  const raw = request.rawHeaders.filter((_text, index, all) =>
    isKept((all[index - (index % 2)] ?? '').toLowerCase()),
  )
  request.rawHeaders = [...raw, ...[...told].flat()]
}
