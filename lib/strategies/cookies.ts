import { stringifySetCookie } from 'cookie'
import { readCookies } from '../kernel/cookie-header.ts'
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
    const value = read(credentialCookieName(strategy.id, name, origin))
    if (value === null) return null
    if (value) carried[name] = value
  }
  return carried
}

export interface CookieReach {
  origin: Origin
  sameSite: 'strict' | 'lax' | 'none'
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
    return [
      credentialCookie(strategy, name, kept?.value ?? '', kept ? kept.expiresAt - now : 0, reach),
    ]
  })

export const clearedCookies = (strategy: StrategyDefinition, reach: CookieReach): string[] =>
  strategy.credentials.map((name) =>
    credentialCookie(strategy, name, '', 0, { ...reach, isKept: false }),
  )

function credentialCookie(
  strategy: StrategyDefinition,
  name: CredentialName,
  value: string,
  lifetimeMs: number,
  { isKept, origin, sameSite }: Kept,
): string {
  const maxAge = Math.max(0, Math.floor(lifetimeMs / 1000))
  return hostCookie(credentialCookieName(strategy.id, name, origin), value, {
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
