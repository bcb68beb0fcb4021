import library, { type NextAuthOptions } from 'next-auth'
import type { Provider } from 'next-auth/providers/index'
import { z } from 'zod'
import { hexHashOf } from '../../tokens/opaque.ts'
import type { Account, LibraryRequest, LibraryResponse } from '../contract.ts'

/**
 * Calls next-auth as the framework would: its own handler, with a request and a response in the form
 * of Next's API routes. Nothing of the library is replaced; only the wire is missing.
 */

type Handler = (req: unknown, res: unknown, options: NextAuthOptions) => Promise<unknown>

/** A CommonJS default export, which bundlers unwrap and Node does not. */
const handler = z
  .union([
    z.custom<Handler>((value) => typeof value === 'function'),
    z.object({ default: z.custom<Handler>((value) => typeof value === 'function') }),
  ])
  .transform((value) => (typeof value === 'function' ? value : value.default))
  .parse(library)

/** @throws what the adapter threw: the library would take an outage for a missing session */
export async function callLibrary(
  options: NextAuthOptions,
  request: LibraryRequest,
): Promise<LibraryResponse> {
  let failure: { cause: unknown } | undefined
  const response: LibraryResponse = { status: 200, body: undefined, headers: [], setCookies: [] }
  const res = {
    status(code: number) {
      response.status = code
      return res
    },
    setHeader(name: string, value: string | string[]) {
      const values = Array.isArray(value) ? value : [value]
      if (name.toLowerCase() === 'set-cookie') response.setCookies = values
      else response.headers.push([name, values.join(', ')])
      return res
    },
    getHeader: (name: string) =>
      name.toLowerCase() === 'set-cookie' ? response.setCookies : undefined,
    json(body: unknown) {
      response.body = body
    },
    send(body: unknown) {
      response.body = body
    },
    end() {},
  }
  const noticed = noticing(options, (cause) => {
    failure ??= { cause }
  })
  const { action, query = {}, cookies, headers = {}, method, body = {} } = request
  const nextauth = action.split('/')
  await handler({ query: { ...query, nextauth }, cookies, headers, method, body }, res, noticed)
  if (failure) throw failure.cause
  return response
}

/** The CSRF token that the library wants with every POST, in the form in which it makes one itself. */
export function csrfFor(secret: string, strategy: string) {
  const csrfToken = hexHashOf(`csrf ${secret}`)
  const hash = hexHashOf(`${csrfToken}${secret}`)
  return { csrfToken, cookies: { [csrfCookie(strategy)]: `${csrfToken}|${hash}` } }
}

// The library takes every cookie whose name begins like the session's for a part of the session.
const csrfCookie = (strategy: string) => `lab-csrf-${strategy}`

/** The library's cookies under the lab's names, as it would set them on a plain connection. */
export function libraryCookies(strategy: string): NonNullable<NextAuthOptions['cookies']> {
  const options = { httpOnly: true, sameSite: 'lax', path: '/', secure: false } as const
  return {
    sessionToken: { name: `lab-${strategy}`, options },
    csrfToken: { name: csrfCookie(strategy), options },
    callbackUrl: { name: `lab-callback-${strategy}`, options },
  }
}

/** The value of a cookie that the library set; null where it cleared it or set none. */
export function cookieSet({ setCookies }: LibraryResponse, name: string): string | null {
  const line = setCookies.findLast((cookie) => cookie.startsWith(`${name}=`))
  const value = line?.slice(name.length + 1).split(';')[0] ?? ''
  return value === '' ? null : decodeURIComponent(value)
}

/** The library logs what an adapter throws and goes on without a session; here it is remembered. */
function noticing(options: NextAuthOptions, notice: (cause: unknown) => void): NextAuthOptions {
  const silent = { error() {}, warn() {}, debug() {} }
  if (!options.adapter) return { ...options, logger: silent }
  const adapter = new Proxy(options.adapter, {
    get(target, name, receiver) {
      const value: unknown = Reflect.get(target, name, receiver)
      if (typeof value !== 'function') return value
      return async (...args: unknown[]): Promise<unknown> => {
        try {
          return await (Reflect.apply(value, target, args) as Promise<unknown>)
        } catch (error) {
          notice(error)
          throw error
        }
      }
    },
  })
  return { ...options, adapter, logger: silent }
}

/** The library's provider for a user name and a password. */
export const credentials = (
  signIn: (given: { username: string; password: string }) => Promise<Account | null>,
): Provider => ({
  id: 'credentials',
  name: 'Credentials',
  type: 'credentials',
  credentials: {
    username: { label: 'User name', type: 'text' },
    password: { label: 'Password', type: 'password' },
  },
  async authorize(given) {
    const read = z.object({ username: z.string(), password: z.string() }).safeParse(given)
    const who = read.success ? await signIn(read.data) : null
    return who && { id: who.id, name: who.username, role: who.role }
  },
})
