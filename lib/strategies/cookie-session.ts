import { hashOf, newSecret, sameText, splitOpaque } from '../tokens/opaque.ts'
import type { SessionRecord } from '../stores/contract.ts'
import { atOnce, defineStrategy, notByThis, refused, type Verdict, everyEvent } from './contract.ts'
import { newSession } from './pieces/signed-session.ts'
import { sessionRows } from './pieces/session-rows.ts'

export const cookieSession = defineStrategy({
  id: 'cookie-session',
  title: 'Cookie session store',
  summary:
    'The client holds a random id; the server keeps a row for each session and looks it up on every request.',
  fit: 'Almost every web application with a database: logging out means what it says.',
  unfit: 'Services that have to recognise a user without reaching a shared store.',
  promises: {
    ...everyEvent(atOnce),
    'rotate-keys': notByThis,
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

  create(context) {
    const { sessions, accounts, clock, random, lifetimes } = context
    const rows = sessionRows(context)

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
      const reason = rows.ended(row)
      if (reason) return refused(reason)
      // The role is read from the account: one that was copied into the row would go stale.
      const who = await accounts.find(row.account)
      if (!who) return refused('revoked')
      if (who.disabled) return refused('account_disabled')
      await rows.touch(row, use)
      const { id, account, device, signedInAt, expiresAt } = row
      const { username, role } = who
      return { ok: true, session: { id, account, username, role, device, signedInAt, expiresAt } }
    }

    return {
      verify: ({ access }, use) => verify(access, use),

      async start(who, device, { access }) {
        const old = await find(access)
        if (old) await sessions.remove(old.id)
        const now = clock.now()
        const session = newSession(context, who, device, now + lifetimes.sessionTtl * 1000)
        const secret = newSecret(random)
        const { id, account, signedInAt, expiresAt } = session
        const times = { signedInAt, lastSeenAt: now, expiresAt }
        await sessions.insert({ id, secretHash: hashOf(secret), account, device, ...times })
        return { session, credentials: { access: { value: `${id}.${secret}`, expiresAt } } }
      },

      async end({ access }, scope) {
        const verdict = await verify(access, 'passive')
        return verdict.ok ? rows.end(verdict.session, scope) : verdict
      },

      async on(event) {
        return event.type === 'role-change' ? 'updated' : rows.on(event)
      },

      devices: rows.devices,
    }
  },
})
