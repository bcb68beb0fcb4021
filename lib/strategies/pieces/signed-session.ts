import { z } from 'zod'
import { toSeconds } from '../../kernel/clock.ts'
import type { ReadOptions } from '../../tokens/contract.ts'
import { newId } from '../../tokens/opaque.ts'
import {
  refused,
  type Account,
  type Context,
  type Grant,
  type Refused,
  type Session,
} from '../contract.ts'
import { newSession, profileOf } from './session.ts'

/** The claims of a signed session token. Custom ones beside those of RFC 7519 and RFC 9068. */
const claimsSchema = z.object({
  jti: z.string(),
  sub: z.string(),
  exp: z.number(),
  /** When the password was given; seconds (RFC 9068, 2.2.1). */
  auth_time: z.number(),
  /** What a revocation is compared with: a number, or milliseconds, as `iat` has whole seconds. */
  stamp: z.number(),
  /** When the session ends, where that is later than the token's `exp`; seconds. */
  ends: z.number().exactOptional(),
  sid: z.string(),
  username: z.string(),
  role: z.enum(['member', 'admin']),
  device: z.string(),
})

interface IssueOptions {
  /** What names the token itself (`jti`). */
  id?: string
  /** What a revocation is compared with; the time in milliseconds by default. */
  stamp?: number
}

export interface SessionToken {
  session: Session
  /** What names and dates the token itself, for those who revoke it. */
  token: {
    id: string
    account: string
    stamp: number
    expiresAt: number
  }
}

interface TokenReadOptions extends ReadOptions {
  /** Asked of a token that is genuine and in force. */
  isRevoked?: (token: SessionToken['token']) => Promise<boolean>
}

export type TokenVerdict = ({ ok: true } & SessionToken) | Refused

/**
 * What every JWT strategy has in common: a session written into a signed token, and read back.
 * @param tokens in the place of the context's own, for keys of another kind
 */
export function sessionTokens(
  context: Pick<Context<'tokens'>, 'tokens' | 'clock' | 'random' | 'lifetimes' | 'profileBytes'>,
  tokens = context.tokens,
) {
  const { clock, random, lifetimes } = context

  /** Signs a token for a session. `expiresAt` in milliseconds. */
  async function issue(
    session: Session,
    expiresAt: number,
    { id = newId(random), stamp = clock.now() }: IssueOptions = {},
  ) {
    const claims = {
      jti: id,
      sub: session.account,
      sid: session.id,
      username: session.username,
      role: session.role,
      device: session.device,
      auth_time: toSeconds(session.signedInAt),
      stamp,
      ...profileOf(context),
      ...(expiresAt < session.expiresAt && { ends: toSeconds(session.expiresAt) }),
    }
    return { value: await tokens.sign('at+jwt', claims, expiresAt), expiresAt }
  }

  /** A session that begins now and lives for `tokenTtl`. */
  function begin(who: Account, device: string): Session {
    const ttl = Math.min(lifetimes.tokenTtl, lifetimes.sessionTtl)
    return newSession(context, who, device, clock.now() + ttl * 1000)
  }

  return {
    issue,

    begin,

    /** A session in a single token, which ends with it. */
    async grant(session: Session, options?: IssueOptions): Promise<Grant> {
      return { session, credentials: { access: await issue(session, session.expiresAt, options) } }
    },

    async read(value: string | undefined, options?: TokenReadOptions): Promise<TokenVerdict> {
      if (value === undefined) return refused('credential_missing')
      const reading = await tokens.read('at+jwt', value, claimsSchema, options)
      if (!reading.ok) return reading
      const { jti, sub, sid, exp, ends, auth_time, stamp, username, role, device } = reading.claims
      const tokenEnds = exp * 1000
      const token = { id: jti, account: sub, stamp, expiresAt: tokenEnds }
      if (options?.isRevoked && (await options.isRevoked(token))) return refused('revoked')
      const expiresAt = (ends ?? exp) * 1000
      const signedInAt = auth_time * 1000
      return {
        ok: true,
        session: {
          id: sid,
          account: sub,
          username,
          role,
          device,
          signedInAt,
          expiresAt,
          ...(tokenEnds < expiresAt && { credentialExpiresAt: tokenEnds }),
        },
        token,
      }
    },
  }
}
