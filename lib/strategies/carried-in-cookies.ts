import { nameOnTheWire, readCookies } from '../kernel/cookie-header.ts'
import type { Carried, CredentialName, StrategyDefinition } from './contract.ts'
import { cookieName } from './describe.ts'

/** What a `Cookie` header carries under a strategy; null where one of its credentials is ambiguous. */
export function carriedInCookies(
  strategy: StrategyDefinition,
  header: string | null,
  https: boolean,
): Carried | null {
  const read = readCookies(header)
  const carried: Partial<Record<CredentialName, string>> = {}
  for (const name of strategy.credentials) {
    const value = read(nameOnTheWire(cookieName(strategy.id, name), https))
    if (value === null) return null
    if (value) carried[name] = value
  }
  return carried
}
