import { originOf } from './origin.ts'

const CHANGES = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

/**
 * Does a call that changes something come from another site? `Sec-Fetch-Site` tells, which pages
 * cannot forge; older browsers send `Origin`; a client that sends neither is not a browser and
 * carries nobody's cookies. Another origin of the same site is refused too: ports are not sites.
 * A WebSocket is opened by a GET, and is open to every site that is let in: no rule of the browser
 * keeps a page of another site from reading what it is told (RFC 6455, 10.2).
 */
export function isCrossSite(request: Request): boolean {
  if (!CHANGES.has(request.method) && !asksForSocket(request)) return false
  const site = request.headers.get('Sec-Fetch-Site')
  if (site !== null) return site !== 'same-origin' && site !== 'none'
  const origin = request.headers.get('Origin')
  return origin !== null && !isOwnOrigin(origin, request)
}

const asksForSocket = ({ headers }: Request): boolean =>
  headers.get('Upgrade')?.toLowerCase() === 'websocket'

/**
 * A server that is not told of the proxy in front of it knows nothing of its https, so that alone makes
 * no other origin. One that knows is not asked by a page that anybody on the way could have written.
 */
function isOwnOrigin(origin: string, request: Request): boolean {
  const from = URL.parse(origin)
  const own = originOf(request)
  if (!from || from.host !== URL.parse(`${from.protocol}//${own.host}`)?.host) return false
  return own.protocol === 'http:' || own.protocol === from.protocol
}
