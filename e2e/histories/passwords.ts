import type { Truth } from './machines.ts'

/** Passwords that can be read back: as good as real ones, for what is not about passwords. */

const BEFORE = 'hash of '
export const hashOf = (password: string): string => `${BEFORE}${password}`
export const passwordIn = (hash: string): string => hash.slice(BEFORE.length)

/** Which password of an account this one is, unless another has taken its place already. */
export const versionOf = (password: string, now: Truth | null): number | null =>
  now && passwordIn(now.passwordHash) === password ? now.passwordVersion : null
