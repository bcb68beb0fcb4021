/** The port of a lab that was told no other: there, cookies have their plain names. */
const USUAL_PORT = '3000'

/** Where a browser sees the lab: what it calls an origin. */
export type Origin = Pick<URL, 'protocol' | 'port'>

export const USUAL_ORIGIN: Origin = { protocol: 'http:', port: USUAL_PORT }

export const isHttps = ({ protocol }: Origin): boolean => protocol === 'https:'

/**
 * The one place that names cookies. A browser sends them to every port of a host (RFC 6265, 8.5), so
 * that of two labs on one machine each would replace the other's: the port is in the name. It is the
 * port that the browser sees, since its jar is what has to tell them apart. `__Host-` binds a cookie
 * to its host, but wants https.
 */
export function cookieName(name: string, origin: Origin): string {
  const port = origin.port || (isHttps(origin) ? '443' : '80')
  const instance = port === USUAL_PORT ? '' : `${port}-`
  return `${isHttps(origin) ? '__Host-' : ''}lab-${instance}${name}`
}

export const workspaceCookieName = (origin: Origin): string => cookieName('workspace', origin)

/** The cookie that carries a credential of a strategy. */
export const credentialCookieName = (
  strategy: string,
  credential: string,
  origin: Origin,
): string => cookieName(credential === 'access' ? strategy : `${strategy}-${credential}`, origin)
