import { z } from 'zod'
import type { ReadOptions } from '../tokens/contract.ts'
import { newId } from '../tokens/opaque.ts'
import { defineStrategy, refused } from './contract.ts'
import { atExpiry, atOnce, everyEvent, within } from './promises.ts'
import type { Carried, Grant, Session } from './contract.ts'
import { activeAccount } from './pieces/active-account.ts'
import { newRefreshedSession, sessionOf, withAccess } from './pieces/session.ts'
import { sessionTokens } from './pieces/signed-session.ts'

const refreshClaims = z.object({
  sub: z.string(),
  sid: z.string(),
  device: z.string(),
  exp: z.number(),
  /** When the password was given, in milliseconds. */
  signed_in_ms: z.number(),
  stamp: z.number(),
})

export const jwtRefreshDenylist = defineStrategy({
  id: 'jwt-refresh-denylist',
  title: 'JWT + refresh denylist',
  summary:
    'The client holds a short access token and a long refresh token; the server keeps a small list of denied accounts and devices, and reads it only at renewal.',
  fit: 'Many requests and few log-outs: no store is read but every few minutes.',
  unfit: 'A log-out that has to hold this second, and finding out that a refresh token was stolen.',
  promises: {
    ...everyEvent(within('accessTtl')),
    'revoke-device': atExpiry('refreshTtl'),
    'device-limit': atExpiry('refreshTtl'),
    'rotate-keys': atOnce,
    'idle-timeout': atExpiry('refreshTtl'),
    'absolute-timeout': atOnce,
  },
  collateral: { 'rotate-keys': 'everyone' },
  cost: { renewal: { reads: 2, writes: 0 }, day: { reads: 191, writes: 1, renewals: 95 } },
  credentials: ['access', 'refresh'],
  renews: true,
  profile: 'client',
  needs: ['tokens', 'revocations', 'accounts'],

  create(context) {
    const { tokens, revocations, accounts, clock, random, lifetimes } = context
    const { issue, read } = sessionTokens(context)

    async function readRefresh(value: string | undefined, options?: ReadOptions) {
      if (value === undefined) return refused('credential_missing')
      return tokens.read('rt+jwt', value, refreshClaims, options)
    }

    /** An access token that ends with the session at the latest. `now` is when the request came. */
    const accessFor = (session: Session, now: number, stamp: number) =>
      issue(session, Math.min(now + lifetimes.accessTtl * 1000, session.expiresAt), { stamp })

    /**
     * Both tokens of a session that begins now. Who is denied, is so by the stamp and not by name: signing
     * in again revives no token from before.
     */
    async function grant(session: Session, stamp: number): Promise<Grant> {
      const { id: sid, account: sub, device, signedInAt, expiresAt } = session
      const claims = { jti: newId(random), sub, sid, device, signed_in_ms: signedInAt, stamp }
      const refresh = { value: await tokens.sign('rt+jwt', claims, expiresAt), expiresAt }
      const access = await accessFor(session, signedInAt, stamp)
      return { session: withAccess(session, access), credentials: { access, refresh } }
    }

    /**
     * Which session a request may end: the one of its access token, which says who asks. Where that has
     * expired the refresh token names it; for itself alone an expired one will do.
     */
    async function sessionNamedBy({ access, refresh }: Carried, options?: ReadOptions) {
      const short = await read(access, options)
      if (short.ok) {
        const { id, account, device, expiresAt } = short.session
        return { ok: true, id, account, device, stamp: short.token.stamp, expiresAt } as const
      }
      const long = await readRefresh(refresh, options)
      if (!long.ok) return access === undefined && refresh !== undefined ? long : short
      const { sub: account, sid: id, device, stamp, exp } = long.claims
      return { ok: true, id, account, device, stamp, expiresAt: exp * 1000 } as const
    }

    return {
      async verify({ access }, request) {
        const verdict = await read(access)
        if (!verdict.ok || !request?.thorough) return verdict
        const { id, account } = verdict.session
        const { stamp } = verdict.token
        if (await revocations.isRevoked({ id, account, stamp })) return refused('revoked')
        const owner = await activeAccount(accounts, account)
        return owner.ok ? { ok: true, session: sessionOf(verdict.session, owner.who) } : owner
      },

      async start(who, device, carried) {
        const old = await sessionNamedBy(carried, { dates: 'any' })
        if (old.ok) await revocations.revoke(old.id, old.expiresAt)
        const session = newRefreshedSession(context, who, device)
        return grant(session, await revocations.stamp(session.expiresAt))
      },

      async regenerate(carried, who, reach) {
        const old = await sessionNamedBy(carried)
        if (!old.ok) return old
        const session = newRefreshedSession(context, who, old.device)
        const stamp = await revocations.exchange(old, session.expiresAt, reach)
        return stamp === null ? refused('revoked') : { ok: true, ...(await grant(session, stamp)) }
      },

      async renew({ refresh }) {
        const reading = await readRefresh(refresh)
        if (!reading.ok) return reading
        // Taken before the list is read: what is issued below must not outlive a denial that comes in
        // between by more than the access lifetime.
        const now = clock.now()
        const { sub, sid: id, device, exp, signed_in_ms, stamp } = reading.claims
        if (await revocations.isRevoked({ id, account: sub, stamp })) return refused('revoked')
        const owner = await activeAccount(accounts, sub)
        if (!owner.ok) return owner
        const times = { signedInAt: signed_in_ms, expiresAt: exp * 1000 }
        const session = sessionOf({ id, device, ...times }, owner.who)
        const access = await accessFor(session, now, stamp)
        return { ok: true, session: withAccess(session, access), credentials: { access } }
      },

      async end(carried, scope) {
        const named = await sessionNamedBy(carried, scope === 'this' ? { dates: 'any' } : {})
        if (!named.ok) return named
        const isEnded =
          scope === 'this'
            ? (await revocations.exchange(named, named.expiresAt, 'this')) !== null
            : await revocations.cutOffFrom(named, scope)
        return isEnded ? { ok: true, ended: 'server' } : refused('revoked')
      },

      async on({ type, account }) {
        // A new role is read from the account at the next renewal.
        if (type !== 'role-change') await revocations.cutOff(account)
        return 'at-renewal'
      },
    }
  },
})
