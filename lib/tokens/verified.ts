import type { Key, Signed, VerifiedTokens } from './contract.ts'

/** How much is remembered: some sixteen thousand tokens of the usual length. Characters. */
export const MOST_CHARACTERS = 8 * 1024 * 1024

/** @param most how many characters of tokens may be remembered */
export function verifiedTokens(most = MOST_CHARACTERS): VerifiedTokens {
  // Keys are held by whoever uses them, and not by this. Two halves, as in `remembered`.
  type ByKey = WeakMap<Key, Map<string, Signed>>
  let newer: ByKey = new WeakMap()
  let older: ByKey = new WeakMap()
  let characters = 0

  function keep(key: Key, token: string, signed: Signed): void {
    if (characters + token.length > most / 2) {
      older = newer
      newer = new WeakMap()
      characters = 0
    }
    characters += token.length
    const own = newer.get(key) ?? new Map<string, Signed>()
    newer.set(key, own.set(token, signed))
  }
  return {
    keep,
    find(key, token) {
      const found = newer.get(key)?.get(token)
      if (found) return found
      const before = older.get(key)?.get(token)
      if (before) keep(key, token, before)
      return before
    },
  }
}
