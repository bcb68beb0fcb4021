import type { SessionRecord } from '../stores/contract.ts'
import { hashOf, newSecret, sameText, splitOpaque, type Opaque } from '../tokens/opaque.ts'
import { defineStrategy, refused } from './contract.ts'
import { atOnce, everyEvent, notByThis } from './promises.ts'
import type { Account, Context, RequestFacts, SessionStrategy, Verdict } from './contract.ts'
import { activeAccount } from './pieces/active-account.ts'
import { newSession, sessionOf } from './pieces/session.ts'
import { sessionRows } from './pieces/session-rows.ts'

const ENDED = { ok: true, ended: 'server' } as const

export const cookieSession = defineStrategy({
  id: 'cookie-session',
  title: 'Cookie session store',
  summary:
    'The client holds a random id; the server keeps a row for each session and looks it up on every request.',
  fit: 'Almost every web application with a database: logging out means what it says.',
  unfit: 'Services that have to recognise a user without reaching a shared store.',
  promises: { ...everyEvent(atOnce), 'rotate-keys': notByThis },
  cost: {
    request: { reads: 2, writes: 0, writesAMinute: 1 },
    forged: { reads: 1, writes: 0 },
    day: { reads: 960, writes: 480 },
  },
  listsSessions: true,
  keptBy: ['polling'],
  needs: ['sessions', 'accounts'],

  create: (context) => storedSessions(context),
})

/** A row for each session. `unseen`: for how many seconds a client may go on without its row being read. */
export function storedSessions(
  context: Context<'sessions' | 'accounts'>,
  unseen = 0,
): SessionStrategy {
  const { sessions, accounts, clock, random, lifetimes } = context
  const rows = sessionRows(context, unseen)

  async function opened({ id, secret }: Opaque): Promise<SessionRecord | null> {
    const row = await sessions.find(id)
    return row && sameText(row.secretHash, hashOf(secret)) ? row : null
  }

  async function find(value: string | undefined): Promise<SessionRecord | null> {
    const parts = splitOpaque(value ?? '')
    return parts && opened(parts)
  }

  async function verify(value: string | undefined, request?: RequestFacts): Promise<Verdict> {
    if (value === undefined) return refused('credential_missing')
    const parts = splitOpaque(value)
    if (!parts) return refused('credential_malformed')
    const row = await opened(parts)
    if (!row) return refused('revoked')
    const reason = rows.ended(row)
    if (reason) return refused(reason)
    // The role is read from the account: one that was copied into the row would go stale.
    const owner = await activeAccount(accounts, row.account)
    if (!owner.ok) return owner
    await rows.touch(row, request)
    return { ok: true, session: sessionOf(row, owner.who) }
  }

  function fresh(who: Account, device: string) {
    const expiresAt = clock.now() + lifetimes.sessionTtl * 1000
    const session = newSession(context, who, device, expiresAt)
    const secret = newSecret(random)
    const access = { value: `${session.id}.${secret}`, expiresAt }
    return { row: rows.rowFor(session, secret), grant: { session, credentials: { access } } }
  }

  return {
    verify: ({ access }, request) => verify(access, request),

    async start(who, device, { access }) {
      const old = await find(access)
      if (old) await sessions.remove(old.id)
      const { row, grant } = fresh(who, device)
      await rows.insert(row)
      return grant
    },

    async regenerate({ access }, who, reach) {
      const old = await find(access)
      if (!old) return refused('revoked')
      const { row, grant } = fresh(who, old.device)
      const isIn = await sessions.replace(old.id, row, reach)
      return isIn ? { ok: true, ...grant } : refused('revoked')
    },

    async end({ access }, scope) {
      // Whoever leaves may be late, and ends what is over; what reaches further has to be in force.
      const own = scope === 'this' ? await find(access) : null
      if (own) return (await sessions.remove(own.id)) ? ENDED : refused('revoked')
      return rows.end(await verify(access, { passive: true }), scope)
    },

    async on(event) {
      return event.type === 'role-change' ? 'updated' : rows.on(event)
    },

    devices: rows.devices,
  }
}
