import type { SessionRecord } from '../stores/contract.ts'
import { hashOf, newId } from '../tokens/opaque.ts'
import { defineStrategy, refused } from './contract.ts'
import { atOnce, everyEvent } from './promises.ts'
import type { Account, RequestFacts } from './contract.ts'
import { newSession } from './pieces/session.ts'
import { sessionRows } from './pieces/session-rows.ts'
import { sessionTokens, type SessionToken, type TokenVerdict } from './pieces/signed-session.ts'

export const jwtAllowlist = defineStrategy({
  id: 'jwt-allowlist',
  title: 'JWT + allowlist',
  summary:
    'The client holds a signed token with a session id; the server keeps a row for each live session, and a token without its row is void.',
  fit: 'Refusing forged tokens without a read, and ending any single device at once.',
  unfit:
    'Doing without state: there is a row a session, as with a plain session id, and a token on top.',
  promises: everyEvent(atOnce),
  // The role is written in the tokens: to change it the sessions have to end.
  collateral: { 'role-change': 'other-devices', 'rotate-keys': 'everyone' },
  cost: { request: { reads: 1, writes: 0, writesAMinute: 1 }, day: { reads: 480, writes: 480 } },
  listsSessions: true,
  profile: 'client',
  keptBy: ['polling'],
  needs: ['tokens', 'sessions'],

  create(context) {
    const { sessions, clock, random, lifetimes } = context
    const { issue, read } = sessionTokens(context)
    const rows = sessionRows(context)

    /** A row names the one token that was issued for it, which is signed: nobody can try out others. */
    const names = (row: SessionRecord | null, { token }: SessionToken): row is SessionRecord =>
      row?.secretHash === hashOf(token.id)

    /** Whatever is genuine can be ended, whatever its dates. */
    async function named(value: string | undefined): Promise<TokenVerdict> {
      const verdict = await read(value, { dates: 'any' })
      if (!verdict.ok) return verdict
      return names(await sessions.find(verdict.session.id), verdict) ? verdict : refused('revoked')
    }

    async function verify(
      value: string | undefined,
      request?: RequestFacts,
    ): Promise<TokenVerdict> {
      const verdict = await read(value)
      if (!verdict.ok) return verdict
      const row = await sessions.find(verdict.session.id)
      if (!names(row, verdict)) return refused('revoked')
      const reason = rows.ended(row)
      if (reason) return refused(reason)
      await rows.touch(row, request)
      return verdict
    }

    async function fresh(who: Account, device: string) {
      const expiresAt = clock.now() + lifetimes.sessionTtl * 1000
      const session = newSession(context, who, device, expiresAt)
      const id = newId(random)
      const access = await issue(session, expiresAt, { id })
      return { row: rows.rowFor(session, id), grant: { session, credentials: { access } } }
    }

    return {
      verify: ({ access }, request) => verify(access, request),

      async start(who, device, { access }) {
        const old = await read(access)
        if (old.ok) await sessions.remove(old.session.id)
        const { row, grant } = await fresh(who, device)
        await rows.insert(row)
        return grant
      },

      async regenerate({ access }, who, reach) {
        const old = await read(access)
        if (!old.ok) return old
        const { row, grant } = await fresh(who, old.session.device)
        const isIn = await sessions.replace(old.session.id, row, reach)
        return isIn ? { ok: true, ...grant } : refused('revoked')
      },

      async end({ access }, scope) {
        // What reaches further has to be in force.
        const isOwn = scope === 'this'
        return rows.end(await (isOwn ? named(access) : verify(access, { passive: true })), scope)
      },

      on: rows.on,
      devices: rows.devices,
    }
  },
})
