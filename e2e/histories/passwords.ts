/** Passwords that can be read back: as good as real ones, for what is not about passwords. */

const BEFORE = 'hash of '
export const hashOf = (password: string): string => `${BEFORE}${password}`
export const passwordIn = (hash: string): string => hash.slice(BEFORE.length)
