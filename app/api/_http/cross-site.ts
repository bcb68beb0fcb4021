const CHANGES = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

/**
 * Does a call that changes something come from another site? `Sec-Fetch-Site` tells, which pages
 * cannot forge; older browsers send `Origin`; a client that sends neither is not a browser and
 * carries nobody's cookies. Another origin of the same site is refused too: ports are not sites.
 */
export function isCrossSite(request: Request): boolean {
  if (!CHANGES.has(request.method)) return false
  const site = request.headers.get('Sec-Fetch-Site')
  if (site !== null) return site !== 'same-origin' && site !== 'none'
  const origin = request.headers.get('Origin')
  return origin !== null && !isOwnOrigin(origin, request)
}

function isOwnOrigin(origin: string, request: Request): boolean {
  try {
    const { protocol, host } = new URL(origin)
    const own = request.headers.get('Host') ?? new URL(request.url).host
    // Read as a URL as well: a Host may spell out the usual port, or use capitals.
    return host === new URL(`${protocol}//${own}`).host
  } catch {
    return false
  }
}
