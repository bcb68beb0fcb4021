import { parseSetCookie } from 'cookie'
import library, { type NextAuthOptions } from 'next-auth'
import { decode } from 'next-auth/jwt'
import type { Provider } from 'next-auth/providers/index'
import { z } from 'zod'
import { readParts } from '../../kernel/cookie-header.ts'
import { cookieName, credentialCookieName, isHttps } from '../../kernel/cookie-names.ts'
import { hexHashOf } from '../../tokens/opaque.ts'
import {
  defineStrategy,
  type Account,
  type Capabilities,
  type Credential,
  type SessionStrategy,
  type StrategyDefinition,
  type Written,
} from '../contract.ts'

/**
 * Calls next-auth as the framework would: its own handler, with a request and a response in the form
 * of Next's API routes. Nothing of the library is replaced; only the wire is missing.
 */

/** A strategy of the library, which has endpoints of its own. */
export interface LibraryStrategy extends SessionStrategy {
  library(request: LibraryRequest, authorize: Authorize): Promise<LibraryResponse>
}

export const defineLibraryStrategy = <const Need extends keyof Capabilities>(
  written: Written<Need, LibraryStrategy>,
): StrategyDefinition<LibraryStrategy> => ({ ...defineStrategy(written), create: written.create })

/** A request to the library's own endpoint, and its answer. */
export interface LibraryRequest {
  /** What follows the place where it is mounted: `session`, `signout`, `callback/credentials` ... */
  action: string
  method: 'GET' | 'POST'
  cookies: Record<string, string>
  body?: Record<string, unknown>
  query?: Record<string, string>
  headers?: Record<string, string>
  /** Where its endpoints are mounted, as whoever asks sees it: `https://lab.example/api/auth`. */
  mountedAt?: string
  sameSite?: 'strict' | 'lax' | 'none'
}

/** What the library is told of the place where it is mounted. */
export type Mounting = Pick<LibraryRequest, 'sameSite' | 'mountedAt'>

export interface LibraryResponse {
  status: number
  body: unknown
  headers: [name: string, value: string][]
  /** `Set-Cookie` lines, as the library wrote them. */
  setCookies: string[]
}

/** Checks a user name and a password for a library that signs in by itself. */
export type Authorize = (username: string, password: string) => Promise<Account | null>

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
  const { action, query = {}, cookies, method, body = {} } = request
  const headers = { ...request.headers, ...originHeaders(request) }
  const nextauth = action.split('/')
  await handler({ query: { ...query, nextauth }, cookies, headers, method, body }, res, noticed)
  if (failure) throw failure.cause
  return response
}

/** The library's session endpoint: it says who holds a token, if anybody. */
export const askSession = (options: NextAuthOptions, strategy: string, token: string) =>
  callLibrary(options, {
    action: 'session',
    method: 'GET',
    cookies: { [inside(strategy).sessionToken.name]: token },
  })

/** Posts to the library as its own pages do, with the CSRF token in the form that it makes itself. */
export function postToLibrary(
  options: NextAuthOptions & { secret: string },
  strategy: string,
  request: Pick<LibraryRequest, 'action'> & { token?: string | undefined; body?: object },
): Promise<LibraryResponse> {
  const csrfToken = hexHashOf(`csrf ${options.secret}`)
  const hash = hexHashOf(`${csrfToken}${options.secret}`)
  const { action, token, body } = request
  const names = inside(strategy)
  return callLibrary(options, {
    action,
    method: 'POST',
    cookies: {
      [names.csrfToken.name]: `${csrfToken}|${hash}`,
      ...(token && { [names.sessionToken.name]: token }),
    },
    body: { ...body, csrfToken, json: 'true' },
  })
}

/** For calls that nobody else sees. */
const NOWHERE = 'http://lab.invalid/api/auth'

/** The cookies of such a call. */
const inside = (strategy: string) => libraryCookies(strategy)

/**
 * The library reads its own address from these headers (and the variable AUTH_TRUST_HOST): they are
 * ours, whatever the client sent.
 */
function originHeaders({ mountedAt = NOWHERE }: LibraryRequest) {
  const [, protocol = '', place = ''] = /^(\w+):\/\/(.*)$/.exec(mountedAt) ?? []
  return { 'x-forwarded-proto': protocol, 'x-forwarded-host': place }
}

/** The library's cookies under the lab's names and settings, as a browser sees them. */
export function libraryCookies(
  strategy: string,
  { sameSite = 'lax', mountedAt = NOWHERE }: Mounting = {},
) {
  const origin = new URL(mountedAt)
  // Browsers drop a cookie with SameSite=None that is not Secure.
  const secure = isHttps(origin) || sameSite === 'none'
  const options = { httpOnly: true, sameSite, path: '/', secure } as const
  return {
    sessionToken: { name: credentialCookieName(strategy, 'access', origin), options },
    // The library takes every cookie whose name begins like the session's for a part of the session.
    csrfToken: { name: cookieName(`csrf-${strategy}`, origin), options },
    callbackUrl: { name: cookieName(`callback-${strategy}`, origin), options },
  } satisfies NextAuthOptions['cookies']
}

/**
 * The session's cookie, as the library set it, whole or in parts; undefined where it cleared it or
 * set none.
 */
export function tokenSet(
  { setCookies }: LibraryResponse,
  strategy: string,
): Pick<Credential, 'value' | 'parts'> | undefined {
  // The last of a name holds; cleared, it is set to nothing.
  const set = new Map(
    setCookies.map((line) => parseSetCookie(line)).map((one) => [one.name, one.value]),
  )
  const parts = readParts((name) => set.get(name), inside(strategy).sessionToken.name) ?? []
  if (parts.length === 0) return undefined
  return { value: parts.join(''), ...(parts.length > 1 && { parts }) }
}

/**
 * Version 4 of the library has one secret and no list of them. What it offers is a `decode` of one's
 * own: its own code here, with each secret in turn.
 * @throws as the library's does, where none of them opens the token
 */
export async function decodeWithAny(token: string | undefined, secrets: readonly string[]) {
  let refusal: unknown
  for (const secret of secrets) {
    try {
      return await decode(token === undefined ? { secret } : { token, secret })
    } catch (error) {
      // What has expired was opened; what another secret would not open says nothing.
      if (refusal === undefined || isExpired(error)) refusal = error
    }
  }
  throw refusal
}

/** What has expired was opened all the same. */
export const isExpired = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_JWT_EXPIRED'

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

const givenSchema = z.object({ username: z.string(), password: z.string() })

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
    const read = givenSchema.safeParse(given)
    const who = read.success ? await signIn(read.data) : null
    return who && { id: who.id, name: who.username, role: who.role }
  },
})
