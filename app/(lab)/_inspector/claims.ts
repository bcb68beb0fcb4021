import { dateAndTime, readable } from '#lib/evidence/words/durations.ts'

/** What each header and claim means, in a few words. */
export const claimWords: Readonly<Record<string, string>> = {
  alg: 'how it is signed; the server takes no other',
  typ: 'what kind of token: one of another kind is refused',
  kid: 'which key signed it',
  iss: 'who issued it: this strategy of the lab',
  aud: 'for whom: this workspace alone',
  sub: 'the account, by its id',
  sid: 'the session',
  jti: "the token's own id, for who revokes it",
  iat: 'issued at, in whole seconds',
  nbf: 'not to be taken before',
  exp: 'good until: nothing but a store can end it sooner',
  auth_time: 'when the password was given',
  stamp: 'what a revocation is compared with: a higher one voids it',
  ends: 'when the session ends, however often it is renewed until then',
  username: 'who it says that comes',
  role: 'the role it says: what is written here stays until the token ends',
  device: 'the device that signed in',
  for: 'a hash of the session id that this copy belongs to',
  signed_in_ms: 'when the password was given, in milliseconds',
  ends_ms: 'when the session ends, in milliseconds',
}

const seconds = new Set(['iat', 'nbf', 'exp', 'ends', 'auth_time'])

/** A value as people read it; times on the workspace's clock, and how far off they are. */
export function claimValue(name: string, value: unknown, now: number): string {
  const at = typeof value !== 'number' ? null : seconds.has(name) ? value : millis(name, value)
  if (at === null) return typeof value === 'string' ? value : JSON.stringify(value)
  const gap = at - now
  const distance = gap >= 0 ? `in ${readable(gap)}` : `${readable(-gap)} ago`
  return `${String(value)} · ${dateAndTime(at)}, ${distance}`
}

const millis = (name: string, value: number) => (name.endsWith('_ms') ? value / 1000 : null)
