import { readCookies } from '../kernel/cookie-header.ts'
import { credentialCookieName, type Origin } from '../kernel/cookie-names.ts'
import type { Carried, CredentialName, StrategyDefinition } from './contract.ts'

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
