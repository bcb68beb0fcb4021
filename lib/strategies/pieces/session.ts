import { z } from 'zod'
import { newId } from '../../tokens/opaque.ts'
import type { Account, Context, Session } from '../contract.ts'

/** A session that begins now and ends at `expiresAt` (milliseconds). */
export const newSession = (
  { clock, random }: Pick<Context<never>, 'clock' | 'random'>,
  who: Account,
  device: string,
  expiresAt: number,
): Session => ({ id: newId(random), device, signedInAt: clock.now(), expiresAt, ...ownerOf(who) })

/** The same, which ends with its refresh token. */
export function newRefreshedSession(
  context: Pick<Context<never>, 'clock' | 'random' | 'lifetimes'>,
  who: Account,
  device: string,
): Session {
  const ttl = Math.min(context.lifetimes.refreshTtl, context.lifetimes.sessionTtl)
  return newSession(context, who, device, context.clock.now() + ttl * 1000)
}

/** The session as it is told along with an access token, which ends sooner. */
export const withAccess = (session: Session, access: { expiresAt: number }): Session => ({
  ...session,
  credentialExpiresAt: access.expiresAt,
})

/** The session that a record of one stands for, with name and role as the account has them now. */
export const sessionOf = (
  { id, device, signedInAt, expiresAt }: Omit<Session, 'account' | 'username' | 'role'>,
  who: Account,
): Session => ({ id, device, signedInAt, expiresAt, ...ownerOf(who) })

const ownerOf = ({ id, username, role }: Account) => ({ account: id, username, role })

/** A whole session, as the strategies that keep nothing write it into what the client holds. */
export const sessionSchema: z.ZodType<Session> = z.object({
  id: z.string(),
  account: z.string(),
  username: z.string(),
  role: z.enum(['member', 'admin']),
  device: z.string(),
  signedInAt: z.number(),
  expiresAt: z.number(),
})

/** What an application has put into the session, where the client holds it: text of that size. */
export const profileOf = ({ profileBytes }: Pick<Context<never>, 'profileBytes'>) =>
  profileBytes > 0 ? { profile: 'x'.repeat(profileBytes) } : {}
