import { sameText, newId } from '../tokens/opaque.ts'
import type { FamilyRecord } from '../stores/contract.ts'
import type { Key } from '../tokens/key-ring.ts'
import {
  atOnce,
  defineStrategy,
  refused,
  within,
  type Account,
  type Carried,
  everyEvent,
} from './contract.ts'
import { sessionTokens } from './pieces/signed-session.ts'

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
    'idle-timeout': atOnce,
    'absolute-timeout': atOnce,
  },
  collateral: { 'rotate-keys': 'everyone' },
  cost: {
    request: { reads: 0, writes: 0 },
    forged: { reads: 0, writes: 0 },
    renewal: { reads: 2, writes: 1 },
  },
  credentials: ['access', 'refresh'],
  transports: ['cookie', 'bearer'],
  listsSessions: true,
  renews: true,
  detectsReuse: true,
  tolerance: 0,
  needs: ['tokens', 'keys', 'refreshFamilies', 'accounts'],

  create(context) {
    const { keys, refreshFamilies: families, accounts, clock, random, lifetimes } = context
    const { issue, read } = sessionTokens(context)

    async function grant(who: Account, family: FamilyRecord, issuedAt: number) {
      const { id, device, signedInAt, expiresAt } = family
      const session = {
        id,
        account: who.id,
        username: who.username,
        role: who.role,
        device,
        signedInAt,
        expiresAt,
      }
      const accessEnds = Math.min(issuedAt + lifetimes.accessTtl * 1000, expiresAt)
      return {
        session,
        credentials: {
          access: await issue(session, accessEnds),
          refresh: { value: refreshToken(await keys.current(), family), expiresAt },
        },
      }
    }

    /** The family that a genuine refresh token, of whatever generation, belongs to. */
    async function readRefresh(value = '') {
      const [, id = '', generation = '', kid = '', mac = ''] = REFRESH.exec(value) ?? []
      const key = await keys.find(kid)
      return key && sameText(mac, key.mac(`${id}.${generation}`))
        ? { id, generation: Number(generation) }
        : null
    }

    /**
     * Which family a request may end. For itself alone, an expired access token and a refresh token
     * of any generation will do; what reaches other devices takes a credential that is in force.
     */
    async function familyOf({ access, refresh }: Carried, inForce: boolean) {
      const token = await read(access, inForce ? {} : { expired: 'accept' })
      if (token.ok) return families.find(token.session.id)
      const presented = await readRefresh(refresh)
      const family = presented && (await families.find(presented.id))
      return family && (!inForce || family.generation === presented.generation) ? family : null
    }

    return {
      async verify({ access }) {
        return read(access)
      },

      async start(who, device, carried) {
        const old = await familyOf(carried, false)
        if (old) await families.end(old.id)
        const now = clock.now()
        const ttl = Math.min(lifetimes.refreshTtl, lifetimes.sessionTtl)
        const family = {
          id: newId(random),
          account: who.id,
          device,
          signedInAt: now,
          generation: 0,
          rotatedAt: now,
          expiresAt: now + ttl * 1000,
        }
        await families.insert(family)
        return grant(who, family, now)
      },

      async renew({ refresh }) {
        if (refresh === undefined) return refused('credential_missing')
        if (!REFRESH.test(refresh)) return refused('credential_malformed')
        const presented = await readRefresh(refresh)
        if (!presented) return refused('signature_invalid')
        // Taken before the family is read: what is issued below must not outlive an event that
        // comes in between by more than the access lifetime.
        const now = clock.now()
        const rotation = await families.rotate(presented.id, presented.generation, {
          now,
          graceMs: lifetimes.rotationGrace * 1000,
          idleMs: lifetimes.idleTtl * 1000,
        })
        if (!rotation) return refused('revoked')
        if (!('family' in rotation)) return refused(rotation.outcome)
        const who = await accounts.find(rotation.family.account)
        if (!who) return refused('revoked')
        if (who.disabled) return refused('account_disabled')
        return { ok: true, ...(await grant(who, rotation.family, now)) }
      },

      async end(carried, scope) {
        const family = await familyOf(carried, scope !== 'this')
        if (!family)
          return refused(carried.access || carried.refresh ? 'revoked' : 'credential_missing')
        if (scope === 'this') await families.end(family.id)
        else await families.endOf(family.account, scope === 'others' ? family.id : undefined)
        return { ok: true, ended: 'server' }
      },

      async on(event) {
        if (event.type === 'logout-all-users') await families.endAll()
        // A new role is read from the account at the next renewal; the family goes on.
        else if (event.type !== 'role-change') await families.endOf(event.account)
        return 'at-renewal'
      },

      devices: {
        async list(account) {
          const rows = await families.listOf(account)
          return rows.map((row) => ({ ...row, lastSeenAt: row.rotatedAt }))
        },
        async end(account, id) {
          const family = await families.find(id)
          if (family?.account !== account) return false
          await families.end(id)
          return true
        },
      },
    }
  },
})

const REFRESH = /^([\w-]{22})\.(\d{1,9})\.([\w-]{22})\.([\w-]{43})$/

/** Derived and not stored: a family stays one row, however often it rotates. */
function refreshToken(key: Key, family: FamilyRecord): string {
  const body = `${family.id}.${family.generation}`
  return `${body}.${key.kid}.${key.mac(body)}`
}
