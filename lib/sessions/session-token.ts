import { z } from 'zod'
import { toSeconds } from '../kernel/clock.ts'
import { newId } from '../tokens/opaque.ts'
import { refused, type Account, type Context, type Refused, type Session } from './contract.ts'

/** The claims of a signed session token. Custom ones beside those of RFC 7519 and RFC 9068. */
const claimsSchema = z.object({
  jti: z.string(),
  sub: z.string(),
  exp: z.number(),
  /** When the password was given; seconds (RFC 9068, 2.2.1). */
  auth_time: z.number(),
  /** When it was issued, in milliseconds: `iat` has whole seconds, too coarse for a cut-off. */
  issued_ms: z.number(),
  sid: z.string(),
  username: z.string(),
  role: z.enum(['member', 'admin']),
  device: z.string(),
})

export interface SessionToken {
  session: Session
  /** What names and dates the token itself, for those who revoke it. */
  token: { id: string; account: string; issuedAt: number; expiresAt: number }
}

export type TokenVerdict = ({ ok: true } & SessionToken) | Refused

/** What every JWT strategy has in common: a session written into a signed token, and read back. */
export function sessionTokens({
  tokens,
  clock,
  random,
}: Pick<Context<'tokens'>, 'tokens' | 'clock' | 'random'>) {
  return {
    /**
     * Signs a token for a session. Times in milliseconds; `issuedAt` is now unless a cut-off that
     * has just passed asks for a later one.
     */
    async issue(session: Session, expiresAt: number, issuedAt = clock.now()) {
      const claims = {
        jti: newId(random),
        sub: session.account,
        sid: session.id,
        username: session.username,
        role: session.role,
        device: session.device,
        auth_time: toSeconds(session.signedInAt),
        issued_ms: issuedAt,
      }
      return { value: await tokens.sign('at+jwt', claims, expiresAt), expiresAt }
    },

    /** `expired: 'accept'` is for ending a session: an expired token still names it. */
    async read(value: string | undefined, options?: { expired?: 'accept' }): Promise<TokenVerdict> {
      if (value === undefined) return refused('credential_missing')
      const reading = await tokens.read('at+jwt', value, claimsSchema, options)
      if (!reading.ok) return reading
      const { jti, sub, sid, exp, auth_time, issued_ms, username, role, device } = reading.claims
      const expiresAt = exp * 1000
      const signedInAt = auth_time * 1000
      return {
        ok: true,
        session: { id: sid, account: sub, username, role, device, signedInAt, expiresAt },
        token: { id: jti, account: sub, issuedAt: issued_ms, expiresAt },
      }
    },
  }
}

/** A session that begins now and ends at `expiresAt` (milliseconds). */
export const newSession = (
  { clock, random }: Pick<Context<never>, 'clock' | 'random'>,
  who: Account,
  device: string,
  expiresAt: number,
): Session => ({
  id: newId(random),
  account: who.id,
  username: who.username,
  role: who.role,
  device,
  signedInAt: clock.now(),
  expiresAt,
})
