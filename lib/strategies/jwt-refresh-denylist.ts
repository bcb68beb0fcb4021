import { z } from 'zod'
import { MAX_LIFETIME } from '../tokens/jwt.ts'
import { newId } from '../tokens/opaque.ts'
import {
  atExpiry,
  atOnce,
  defineStrategy,
  refused,
  within,
  type Account,
  type Carried,
  type Grant,
  type Session,
  everyEvent,
} from './contract.ts'
import { newSession, sessionTokens } from './pieces/signed-session.ts'

const refreshClaims = z.object({
  sub: z.string(),
  sid: z.string(),
  device: z.string(),
  exp: z.number(),
  /** When the password was given, in milliseconds; also when the token was issued. */
  signed_in_ms: z.number(),
  issued_ms: z.number(),
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
    'rotate-keys': atOnce,
    'idle-timeout': atExpiry('refreshTtl'),
    'absolute-timeout': atOnce,
  },
  collateral: { 'rotate-keys': 'everyone' },
  cost: {
    request: { reads: 0, writes: 0 },
    forged: { reads: 0, writes: 0 },
    renewal: { reads: 2, writes: 0 },
  },
  credentials: ['access', 'refresh'],
  transports: ['cookie', 'bearer'],
  listsSessions: false,
  renews: true,
  detectsReuse: false,
  tolerance: 0,
  needs: ['tokens', 'revocations', 'accounts'],

  create(context) {
    const { tokens, revocations, accounts, clock, random, lifetimes } = context
    const { issue, read } = sessionTokens(context)

    async function readRefresh(value: string | undefined, options?: { expired?: 'accept' }) {
      if (value === undefined) return refused('credential_missing')
      return tokens.read('rt+jwt', value, refreshClaims, options)
    }

    /** An access token that ends with the session at the latest. `now` is when the request came. */
    const access = (session: Session, now: number) =>
      issue(session, Math.min(now + lifetimes.accessTtl * 1000, session.expiresAt))

    /** Denied for as long as any refresh token can live, whatever the lifetimes were at its issue. */
    const forLong = () => clock.now() + MAX_LIFETIME * 1000
    const denyAccount = (account: string | null, keep?: { id: string; issuedAt: number }) =>
      revocations.cutOff(account, clock.now(), forLong(), keep)

    /** Which session a request may end: either token names it; an expired one only itself. */
    async function sessionOf(
      { access: token, refresh }: Carried,
      options?: { expired?: 'accept' },
    ) {
      const long = await readRefresh(refresh, options)
      if (long.ok) {
        const { sub, sid, issued_ms } = long.claims
        return { ok: true, id: sid, account: sub, issuedAt: issued_ms } as const
      }
      const short = await read(token, options)
      if (!short.ok) return token === undefined && refresh !== undefined ? long : short
      const { id, account } = short.session
      return { ok: true, id, account, issuedAt: short.token.issuedAt } as const
    }

    return {
      verify: ({ access: token }) => read(token),

      async start(who: Account, device, carried): Promise<Grant> {
        const old = await sessionOf(carried, { expired: 'accept' })
        if (old.ok) await revocations.revoke(old.id, forLong())
        const now = clock.now()
        const ttl = Math.min(lifetimes.refreshTtl, lifetimes.sessionTtl)
        const session = newSession(context, who, device, now + ttl * 1000)
        const claims = {
          jti: newId(random),
          sub: who.id,
          sid: session.id,
          device,
          signed_in_ms: now,
          // A cut-off, and not the account's name, is what the list holds: signing in again gives a
          // token from after it, and does not revive those from before.
          issued_ms: Math.max(now, (await revocations.lastCutOff(who.id)) + 1),
        }
        const { expiresAt } = session
        const refresh = { value: await tokens.sign('rt+jwt', claims, expiresAt), expiresAt }
        return { session, credentials: { access: await access(session, now), refresh } }
      },

      async renew({ refresh }) {
        const reading = await readRefresh(refresh)
        if (!reading.ok) return reading
        const now = clock.now()
        const { sub, sid, device, exp, signed_in_ms, issued_ms } = reading.claims
        if (await revocations.isRevoked({ id: sid, account: sub, issuedAt: issued_ms }))
          return refused('revoked')
        const who = await accounts.find(sub)
        if (!who) return refused('revoked')
        if (who.disabled) return refused('account_disabled')
        const { username, role } = who
        const times = { signedInAt: signed_in_ms, expiresAt: exp * 1000 }
        const session = { id: sid, account: sub, username, role, device, ...times }
        return { ok: true, session, credentials: { access: await access(session, now) } }
      },

      async end(carried, scope) {
        const named = await sessionOf(carried, scope === 'this' ? { expired: 'accept' } : {})
        if (!named.ok) return named
        if (await revocations.isRevoked(named)) return refused('revoked')
        if (scope === 'this') await revocations.revoke(named.id, forLong())
        else await denyAccount(named.account, scope === 'others' ? named : undefined)
        return { ok: true, ended: 'server' }
      },

      async on(event) {
        // A new role is read from the account at the next renewal.
        if (event.type === 'role-change') return 'at-renewal'
        await denyAccount(event.type === 'logout-all-users' ? null : event.account)
        return 'at-renewal'
      },
    }
  },
})
