import { stringifySetCookie } from 'cookie'
import { readCookies, readParts } from '../kernel/cookie-header.ts'
import { credentialCookieName, isHttps, type Origin } from '../kernel/cookie-names.ts'
import type { Carried, CredentialName, Credentials, StrategyDefinition } from './contract.ts'

/** What a `Cookie` header carries under a strategy; null where one of its credentials is ambiguous. */
export function carriedInCookies(
  strategy: StrategyDefinition,
  header: string | null,
  origin: Origin,
): Carried | null {
  const read = readCookies(header)
  const carried: Partial<Record<CredentialName, string>> = {}
  for (const name of strategy.credentials) {
    const cookie = credentialCookieName(strategy.id, name, origin)
    const isSplit = strategy.profile === 'client-in-parts'
    const value = isSplit ? readParts(read, cookie)?.join('') : read(cookie)
    if (value === null || (isSplit && value === undefined)) return null
    if (value) carried[name] = value
  }
  return carried
}

export interface CookieReach {
  origin: Origin
  sameSite: 'strict' | 'lax' | 'none'
  /** How many cookies the credential came in, where a library may split it. */
  parts?: number
}

/** In how many pieces a credential came that a library has split. */
export function partsIn(
  strategy: StrategyDefinition,
  header: string | null,
  origin: Origin,
): number {
  if (strategy.profile !== 'client-in-parts') return 0
  const read = readCookies(header)
  const name = credentialCookieName(strategy.id, 'access', origin)
  let parts = 0
  while (read(`${name}.${parts}`) !== undefined) parts += 1
  return parts
}

/** `isKept`: dated, so that the browser keeps it when it is closed. */
export type Kept = CookieReach & { isKept: boolean }

/** `Set-Cookie` lines for what a client is to keep, or to throw away. `now` in milliseconds. */
export const cookiesOf = (
  strategy: StrategyDefinition,
  credentials: Credentials,
  now: number,
  reach: Kept,
): string[] =>
  strategy.credentials.flatMap((name) => {
    const kept = credentials[name]
    if (kept === undefined) return []
    const { parts: before = 0 } = reach
    const parts = kept?.parts ?? []
    const whole = parts.length === 0 ? (kept?.value ?? '') : ''
    const lifetime = kept ? kept.expiresAt - now : 0
    const set = (value: string, part?: number) =>
      credentialCookie(strategy, { name, part }, value, value ? lifetime : 0, reach)
    return [
      // Of what was there before, in one piece or in more of them, nothing may be left over.
      ...(parts.length === 0 || before === 0 ? [set(whole)] : []),
      ...Array.from({ length: Math.max(parts.length, before) }, (_, at) =>
        set(parts[at] ?? '', at),
      ),
    ]
  })

export const clearedCookies = (strategy: StrategyDefinition, reach: CookieReach): string[] => {
  const none = Object.fromEntries(strategy.credentials.map((name) => [name, null]))
  return cookiesOf(strategy, none, 0, { ...reach, isKept: false })
}

function credentialCookie(
  strategy: StrategyDefinition,
  { name, part }: { name: CredentialName; part: number | undefined },
  value: string,
  lifetimeMs: number,
  { isKept, origin, sameSite }: Kept,
): string {
  const maxAge = Math.max(0, Math.floor(lifetimeMs / 1000))
  const whole = credentialCookieName(strategy.id, name, origin)
  return hostCookie(part === undefined ? whole : `${whole}.${part}`, value, {
    origin,
    sameSite,
    // Without a date it lasts until the browser is closed. What is taken away always has one.
    ...((isKept || maxAge === 0) && { maxAge }),
  })
}

/** A cookie for this host alone, which no script reads. `maxAge` in seconds. */
export const hostCookie = (
  name: string,
  value: string,
  { origin, sameSite, maxAge }: CookieReach & { maxAge?: number },
): string =>
  stringifySetCookie({
    name,
    value,
    path: '/',
    httpOnly: true,
    sameSite,
    ...(maxAge !== undefined && { maxAge }),
    // Browsers drop a cookie with SameSite=None that is not Secure, and take loopback for secure.
    secure: isHttps(origin) || sameSite === 'none',
  })
