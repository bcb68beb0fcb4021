/**
 * The origin under which a client asks. The server's listener has put into these headers what may be
 * believed; in the URL of a request, Next names the host and port that it listens on.
 */
export function originOf(request: Request): URL {
  const found = known.get(request)
  if (found) return found
  const origin = originIn(request)
  known.set(request, origin)
  return origin
}

/** Several ask for it on the way of one request. */
const known = new WeakMap<Request, URL>()

function originIn(request: Request): URL {
  const protocol = request.url.startsWith('https:') ? 'https:' : 'http:'
  const host = request.headers.get('Host')
  return (host === null ? null : URL.parse(`${protocol}//${host}`)) ?? new URL('/', request.url)
}
