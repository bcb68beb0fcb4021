import type { FamilyRecord } from '../stores/contract.ts'
import { refreshTokens } from '../tokens/refresh-token.ts'
import { defineStrategy, refused } from './contract.ts'
import { atOnce, everyEvent, within } from './promises.ts'
import type { Account, Carried, Grant, Refused } from './contract.ts'
import { activeAccount } from './pieces/active-account.ts'
import { roomFor } from './pieces/room.ts'
import { newRefreshedSession, sessionOf, withAccess } from './pieces/session.ts'
import { sessionTokens } from './pieces/signed-session.ts'

type Found = { ok: true; family: FamilyRecord } | Refused

export const jwtRefreshRotation = defineStrategy({
  id: 'jwt-refresh-rotation',
  title: 'JWT + refresh rotation',
  summary:
    'The client holds a short access token and a refresh token that changes with every use; the server keeps a row for each sign-in and reads it only at renewal.',
  fit: 'Many services that check tokens by themselves, and clients that can renew without losing an answer.',
  unfit:
    'A ban or a log-out that has to hold this second: the access token lives on for its few minutes.',
  promises: {
    ...everyEvent(within('accessTtl')),
    'rotate-keys': atOnce,
    'absolute-timeout': atOnce,
  },
  collateral: { 'rotate-keys': 'everyone' },
  cost: { renewal: { reads: 2, writes: 1 }, day: { reads: 190, writes: 96, renewals: 95 } },
  credentials: ['access', 'refresh'],
  listsSessions: true,
  renews: true,
  renewed: ['access', 'refresh'],
  detectsReuse: true,
  profile: 'client',
  keptBy: ['polling'],
  needs: ['tokens', 'keys', 'refreshFamilies', 'accounts'],

  create(context) {
    const { keys, refreshFamilies: families, accounts, clock, lifetimes } = context
    const { issue, read } = sessionTokens(context)
    const refreshToken = refreshTokens(keys)
    // Nobody sees an access token in use: rest counts from its end, the last use that there can be.
    const idleMs = (lifetimes.idleTtl + lifetimes.accessTtl) * 1000

    /**
     * The credentials that are in force for a family. What is answered again within the grace ends when
     * the first answer does.
     */
    async function grant(who: Account, family: FamilyRecord): Promise<Grant> {
      const session = sessionOf(family, who)
      const { expiresAt } = family
      const accessEnds = Math.min(family.rotatedAt + lifetimes.accessTtl * 1000, expiresAt)
      const access = await issue(session, accessEnds)
      const refresh = { value: await refreshToken.write(family), expiresAt }
      return { session: withAccess(session, access), credentials: { access, refresh } }
    }

    function fresh(who: Account, device: string): FamilyRecord {
      const { id, account, signedInAt, expiresAt } = newRefreshedSession(context, who, device)
      return { id, account, device, signedInAt, expiresAt, generation: 0, rotatedAt: signedInAt }
    }

    /**
     * Which family a request may end. For itself alone, an expired access token and a refresh token
     * of any generation will do; what reaches other devices takes a credential that is in force.
     */
    async function familyOf({ access, refresh }: Carried, inForce: boolean): Promise<Found> {
      const token = await read(access, inForce ? {} : { dates: 'any' })
      if (!token.ok && refresh === undefined) return token
      const presented = token.ok ? null : await refreshToken.read(refresh ?? '')
      if (presented && !presented.ok) return presented
      const id = token.ok ? token.session.id : presented?.id
      const family = id === undefined ? null : await families.find(id)
      if (!family) return refused('revoked')
      if (!inForce) return { ok: true, family }
      if (presented && presented.generation !== family.generation) return refused('revoked')
      const now = clock.now()
      if (family.expiresAt <= now) return refused('expired')
      return now - family.rotatedAt >= idleMs ? refused('idle_timeout') : { ok: true, family }
    }

    return {
      async verify({ access }, request) {
        const verdict = await read(access)
        if (!verdict.ok || !request?.thorough) return verdict
        const family = await families.find(verdict.session.id)
        if (!family) return refused('revoked')
        const owner = await activeAccount(accounts, family.account)
        return owner.ok ? { ok: true, session: sessionOf(family, owner.who) } : owner
      },

      async start(who, device, carried) {
        const old = await familyOf(carried, false)
        if (old.ok) await families.end(old.family.id)
        const family = fresh(who, device)
        await families.insert(family, roomFor(context, idleMs))
        return grant(who, family)
      },

      async regenerate(carried, who, reach) {
        const old = await familyOf(carried, true)
        if (!old.ok) return old
        const family = fresh(who, old.family.device)
        const isIn = await families.replace(old.family.id, family, reach)
        if (!isIn) return refused('revoked')
        return { ok: true, ...(await grant(who, family)) }
      },

      async renew({ refresh }) {
        if (refresh === undefined) return refused('credential_missing')
        const presented = await refreshToken.read(refresh)
        if (!presented.ok) return refused(presented.reason)
        // Taken before the family is read: what is issued below must not outlive an event that
        // comes in between by more than the access lifetime.
        const now = clock.now()
        const rotation = await families.rotate(presented.id, presented.generation, {
          now,
          graceMs: lifetimes.rotationGrace * 1000,
          idleMs,
        })
        if (!rotation) return refused('revoked')
        if (!('family' in rotation)) return refused(rotation.outcome)
        const owner = await activeAccount(accounts, rotation.family.account)
        return owner.ok ? { ok: true, ...(await grant(owner.who, rotation.family)) } : owner
      },

      async end(carried, scope) {
        const found = await familyOf(carried, scope !== 'this')
        if (!found.ok) return found
        const { id } = found.family
        const isEnded = await (scope === 'this' ? families.end(id) : families.endFrom(id, scope))
        return isEnded ? { ok: true, ended: 'server' } : refused('revoked')
      },

      async on({ type, account }) {
        // A new role is read from the account at the next renewal; the family goes on.
        if (type !== 'role-change') await families.endOf(account)
        return 'at-renewal'
      },

      devices: {
        async list(account) {
          const rows = await families.listOf(account)
          const living = rows.filter(({ rotatedAt }) => clock.now() - rotatedAt < idleMs)
          return living.map((row) => ({ ...row, lastSeenAt: row.rotatedAt }))
        },
        async end(account, id, by) {
          return (await families.find(id))?.account === account && families.end(id, by)
        },
      },
    }
  },
})
