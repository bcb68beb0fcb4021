// Which methods get through to the app. Next answers those that it has no handler for with a failure
// or with nothing, and takes every method for a GET on a page.
import { request as ask, type IncomingMessage } from 'node:http'
import { once } from 'node:events'

/** Nothing here has any other. */
const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

/** Where the handlers of the app themselves say which methods they have. */
const knowsItsMethods =
  /^\/(api|healthz|readyz|metrics|settings-form|attacker\/guestbook\.html)(\/|$)/

/** What Next adds of its own, and what has no business to be asked for. */
const notForAsking = /^\/(_global-error|_next\/image)$/

export const PAGE_METHODS = 'GET, HEAD'

export type Judgement = 'pass' | 'unknown-method' | 'not-found' | 'only-pages'

/** The path of what is asked for, without dots in it; percent-encoding is left as it is. */
export const pathOf = (url: string): string => new URL(`http://here${url}`).pathname

/** Next answers a path with broken percent-encoding with a failure of its own. */
export function isDecodable(url: string): boolean {
  try {
    decodeURIComponent(url.split('?')[0] ?? '')
    return true
  } catch {
    return false
  }
}

/** `only-pages`: the path, if it is there at all, can be read and nothing else. */
export function judge({ method = '', url = '' }: IncomingMessage): Judgement {
  if (!methods.has(method)) return 'unknown-method'
  const pathname = pathOf(url)
  if (notForAsking.test(pathname)) return 'not-found'
  const isRead = method === 'GET' || method === 'HEAD'
  return isRead || knowsItsMethods.test(pathname) ? 'pass' : 'only-pages'
}

/** Whether the app has the path: only Next knows, and is asked as anybody would ask. */
export async function isThere({ socket, url, headers }: IncomingMessage): Promise<boolean> {
  const { localAddress: host, localPort: port } = socket
  const asking = ask({ host, port, path: url, method: 'HEAD', headers: { host: headers.host } })
  asking.end()
  const [answer] = (await once(asking, 'response')) as [IncomingMessage]
  answer.resume()
  return (answer.statusCode ?? 500) < 400
}
