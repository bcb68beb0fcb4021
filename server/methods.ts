// Which methods get through to the app. Next answers those that it has no handler for with a failure
// or with nothing, and takes every method for a GET on a page.
import { request as ask, type IncomingMessage } from 'node:http'
import { once } from 'node:events'

/** Nothing here has any other. */
const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

/** Where the handlers of the app themselves say which methods they have. */
const knowsItsMethods =
  /^\/(api|healthz|readyz|metrics|settings-form|attacker\/guestbook\.html)(\/|$)/

/** Whether a page would answer, or nothing: whatever else there is knows its own methods. */
export const isForPage = ({ path }: Pick<Asked, 'path'>): boolean => !knowsItsMethods.test(path)

/** What Next adds of its own, and what has no business to be asked for. */
const notForAsking = /^\/(_global-error|_next\/image)$/

export const PAGE_METHODS = 'GET, HEAD'

export type Judgement = 'pass' | 'unknown-method' | 'not-found' | 'only-pages'

/** What is asked for: each request's address is read once. */
export interface Asked {
  method: string
  /** Without dots in it; percent-encoding is left as it is. */
  path: string
  /** With its question mark, or empty. */
  query: string
}

/** Null for what is no path: a proxy's form, which names another server, or the asterisk. */
export function askedBy({ method = '', url = '' }: IncomingMessage): Asked | null {
  if (!url.startsWith('/')) return null
  const { pathname: path, search: query } = new URL(`http://here${url}`)
  return { method, path, query }
}

/** Next answers a path with broken percent-encoding with a failure of its own. */
export function isDecodable({ path }: Asked): boolean {
  try {
    decodeURIComponent(path)
    return true
  } catch {
    return false
  }
}

/**
 * What pages are asked for under a path with broken percent-encoding: one that Next can read, and that
 * names nothing either, so that whoever reads is told so by a page. Null for calls.
 */
export const readable = ({ method, path, query }: Asked): Asked | null =>
  isForPage({ path }) ? { method, path: path.replaceAll('%', '%25'), query } : null

/** `only-pages`: the path, if it is there at all, can be read and nothing else. */
export function judge({ method, path }: Asked): Judgement {
  if (!methods.has(method)) return 'unknown-method'
  if (notForAsking.test(path)) return 'not-found'
  const isRead = method === 'GET' || method === 'HEAD'
  return isRead || !isForPage({ path }) ? 'pass' : 'only-pages'
}

/** Libraries mount their own endpoints; what ends in a slash, or has two, Next redirects. */
const call = /^\/api(\/(?!auth(-database)?\/)[^/]+)(\/[^/]+)*$/

/** Whether the app's own table of endpoints answers, so that Next need not look for a route. */
export const isCall = ({ path }: Asked): boolean => call.test(path)

/** Whether the app has the path: only Next knows, and is asked as anybody would ask. */
export async function isThere({ socket, url, headers }: IncomingMessage): Promise<boolean> {
  const { localAddress: host, localPort: port } = socket
  const asking = ask({ host, port, path: url, method: 'HEAD', headers: { host: headers.host } })
  asking.end()
  const [answer] = (await once(asking, 'response')) as [IncomingMessage]
  answer.resume()
  return (answer.statusCode ?? 500) < 400
}
