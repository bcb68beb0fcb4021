import { hashOf, newId, newSecret, sameText, splitOpaque } from '../../tokens/opaque.ts'
import type { SessionRecord } from '../../stores/contract.ts'
import { atOnce, defineStrategy, notByThis, refused, type Verdict } from '../contract.ts'

/** A last-seen time is written at most this often: idle time is exact to it. Milliseconds. */
const TOUCH_EVERY = 60_000

export const cookieSession = defineStrategy({
  id: 'cookie-session',
  title: 'Cookie session store',
  summary:
    'The client holds a random id; the server keeps a row for each session and looks it up on every request.',
  fit: 'Almost every web application with a database: logging out means what it says.',
  unfit: 'Services that have to recognise a user without reaching a shared store.',
  promises: {
    logout: atOnce,
    'logout-others': atOnce,
    'logout-everywhere': atOnce,
    'revoke-device': atOnce,
    'password-change': atOnce,
    ban: atOnce,
    delete: atOnce,
    'role-change': atOnce,
    'force-logout': atOnce,
    'rotate-keys': notByThis,
    'logout-all-users': atOnce,
    'rekey-account': atOnce,
    'idle-timeout': atOnce,
    'absolute-timeout': atOnce,
    reauthentication: atOnce,
  },
  collateral: {},
  cost: {
    request: { reads: 2, writes: 0, writesAMinute: 1 },
    forged: { reads: 1, writes: 0 },
  },
  credentials: ['access'],
  transports: ['cookie', 'bearer'],
  listsSessions: true,
  renews: false,
  detectsReuse: false,
  tolerance: 0,
  needs: ['sessions', 'accounts'],

  create({ sessions, accounts, clock, random, lifetimes }) {
    const idleMs = lifetimes.idleTtl * 1000
    const touchEvery = Math.min(TOUCH_EVERY, idleMs / 10)

    async function find(value: string | undefined): Promise<SessionRecord | null> {
      const parts = splitOpaque(value ?? '')
      const row = parts && (await sessions.find(parts.id))
      return row && sameText(row.secretHash, hashOf(parts.secret)) ? row : null
    }

    async function verify(value: string | undefined, use?: 'passive'): Promise<Verdict> {
      if (value === undefined) return refused('credential_missing')
      if (!splitOpaque(value)) return refused('credential_malformed')
      const row = await find(value)
      if (!row) return refused('revoked')
      const now = clock.now()
      if (row.expiresAt <= now) return refused('expired')
      if (now - row.lastSeenAt >= idleMs) return refused('idle_timeout')
      // The role is read from the account: one that was copied into the row would go stale.
      const who = await accounts.find(row.account)
      if (!who) return refused('revoked')
      if (who.disabled) return refused('account_disabled')
      if (use !== 'passive' && now - row.lastSeenAt >= touchEvery) await sessions.touch(row.id, now)
      const { id, account, device, signedInAt, expiresAt } = row
      const { username, role } = who
      return { ok: true, session: { id, account, username, role, device, signedInAt, expiresAt } }
    }

    return {
      verify: ({ access }, use) => verify(access, use),

      async start(who, device, { access }) {
        const old = await find(access)
        if (old) await sessions.remove(old.id)
        const [id, secret, now] = [newId(random), newSecret(random), clock.now()]
        const expiresAt = now + lifetimes.sessionTtl * 1000
        const times = { signedInAt: now, lastSeenAt: now, expiresAt }
        await sessions.insert({ id, secretHash: hashOf(secret), account: who.id, device, ...times })
        const { username, role } = who
        const session = { id, account: who.id, username, role, device, signedInAt: now, expiresAt }
        return { session, credentials: { access: { value: `${id}.${secret}`, expiresAt } } }
      },

      async end({ access }, scope) {
        const verdict = await verify(access, 'passive')
        if (!verdict.ok) return verdict
        const { id, account } = verdict.session
        if (scope === 'this') await sessions.remove(id)
        else await sessions.removeOf(account, scope === 'others' ? id : undefined)
        return { ok: true, ended: 'server' }
      },

      async on(event) {
        if (event.type === 'role-change') return 'updated'
        if (event.type === 'logout-all-users') await sessions.removeAll()
        else await sessions.removeOf(event.account)
        return 'revoked'
      },

      devices: {
        list: (account) => sessions.listOf(account),
        async end(account, id) {
          if (!(await sessions.listOf(account)).some((session) => session.id === id)) return false
          await sessions.remove(id)
          return true
        },
      },
    }
  },
})
