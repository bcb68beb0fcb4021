import { z } from 'zod'
import { toSeconds } from '../../kernel/clock.ts'
import { newId } from '../../tokens/opaque.ts'
import {
  refused,
  type Account,
  type Context,
  type Grant,
  type Refused,
  type Session,
} from '../contract.ts'
import { newSession } from './session.ts'

/** The claims of a signed session token. Custom ones beside those of RFC 7519 and RFC 9068. */
const claimsSchema = z.object({
  jti: z.string(),
  sub: z.string(),
  exp: z.number(),
  /** When the password was given; seconds (RFC 9068, 2.2.1). */
  auth_time: z.number(),
  /** When it was issued, in milliseconds: `iat` has whole seconds, too coarse for a cut-off. */
  issued_ms: z.number(),
  /** The account's version, where a strategy counts them. */
  ver: z.number().exactOptional(),
  sid: z.string(),
  username: z.string(),
  role: z.enum(['member', 'admin']),
  device: z.string(),
})

interface IssueOptions {
  /** What names the token itself (`jti`). */
  id?: string
  /** Now, unless a cut-off that has just passed asks for a later time. Milliseconds. */
  stamp?: number
  /** The account's version, where a strategy counts them. */
  version?: number
}

interface SessionToken {
  session: Session
  /** What names and dates the token itself, for those who revoke it. */
  token: {
    id: string
    account: string
    stamp: number
    expiresAt: number
    version: number | undefined
  }
}

export type TokenVerdict = ({ ok: true } & SessionToken) | Refused

/** What every JWT strategy has in common: a session written into a signed token, and read back. */
export function sessionTokens(
  context: Pick<Context<'tokens'>, 'tokens' | 'clock' | 'random' | 'lifetimes'>,
) {
  const { tokens, clock, random, lifetimes } = context

  /** Signs a token for a session. `expiresAt` in milliseconds. */
  async function issue(
    session: Session,
    expiresAt: number,
    { id = newId(random), stamp = clock.now(), version }: IssueOptions = {},
  ) {
    const claims = {
      jti: id,
      sub: session.account,
      sid: session.id,
      username: session.username,
      role: session.role,
      device: session.device,
      auth_time: toSeconds(session.signedInAt),
      issued_ms: stamp,
      ...(version !== undefined && { ver: version }),
    }
    return { value: await tokens.sign('at+jwt', claims, expiresAt), expiresAt }
  }

  return {
    issue,

    /** A new session in a single token, which lives for `tokenTtl`. */
    async start(who: Account, device: string, options?: IssueOptions): Promise<Grant> {
      const ttl = Math.min(lifetimes.tokenTtl, lifetimes.sessionTtl)
      const session = newSession(context, who, device, clock.now() + ttl * 1000)
      return { session, credentials: { access: await issue(session, session.expiresAt, options) } }
    },

    /** `expired: 'accept'` is for ending a session: an expired token still names it. */
    async read(value: string | undefined, options?: { expired?: 'accept' }): Promise<TokenVerdict> {
      if (value === undefined) return refused('credential_missing')
      const reading = await tokens.read('at+jwt', value, claimsSchema, options)
      if (!reading.ok) return reading
      const { jti, sub, sid, exp, auth_time, issued_ms, ver, username, role, device } =
        reading.claims
      const expiresAt = exp * 1000
      const signedInAt = auth_time * 1000
      return {
        ok: true,
        session: { id: sid, account: sub, username, role, device, signedInAt, expiresAt },
        token: { id: jti, account: sub, stamp: issued_ms, expiresAt, version: ver },
      }
    },
  }
}
