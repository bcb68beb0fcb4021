import type { Adapter } from 'next-auth/adapters'
import { z } from 'zod'
import type { LibrarySession } from '../stores/contract.ts'
import { hashOf, newUuid } from '../tokens/opaque.ts'
import { atOnce, everyEvent, never, notByThis, refused } from './contract.ts'
import type { Account, Renewal } from './contract.ts'
import {
  askSession,
  callLibrary,
  defineLibraryStrategy,
  libraryCookies,
  postToLibrary,
} from './pieces/next-auth.ts'
import { sessionOf } from './pieces/session.ts'

const ID = 'next-auth-database'
const TOKEN = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/

export const nextAuthDatabase = defineLibraryStrategy({
  id: ID,
  title: 'next-auth, database sessions',
  summary:
    "The client holds the library's session token; the server keeps a row for each session, behind the library's adapter.",
  fit: 'Sites that use the library and have a database: signing out deletes the row.',
  unfit:
    'A longest lifetime, and a table that may leak: sessions slide for ever, and the rows hold the tokens themselves.',
  promises: {
    ...everyEvent(atOnce),
    'rotate-keys': notByThis,
    'idle-timeout': never,
    'absolute-timeout': never,
  },
  cost: {
    request: { reads: 2, writes: 0, writesAMinute: 1 },
    forged: { reads: 1, writes: 0 },
    renewal: { reads: 2, writes: 0 },
  },
  transports: ['cookie'],
  listsSessions: true,
  renews: true,
  keepsCredentials: true,
  needs: ['librarySessions', 'accounts', 'keys'],

  create({ librarySessions: rows, accounts, keys, clock, random, lifetimes }) {
    const maxAge = lifetimes.sessionTtl
    const end = () => clock.now() + maxAge * 1000
    // The library only knows the machine's clock: its adapter translates every time that passes it.
    const ahead = () => clock.now() - Date.now()
    const toMachine = (ms: number) => new Date(ms - ahead())
    const toWorkspace = (date: Date) => date.getTime() + ahead()

    /** The library's way to the rows. `note` is told of each session that it looked at. */
    function adapterFor(note: (seen: Seen) => void, device = ''): Adapter & Noticing {
      let deleted = false
      return {
        async createSession(session) {
          const { sessionToken: token, userId: account } = session
          const times = { signedInAt: clock.now(), expiresAt: toWorkspace(session.expires) }
          await rows.insert({ token, account, device, ...times })
          return session
        },
        async getSessionAndUser(sessionToken) {
          const row = await rows.find(sessionToken)
          const who = row && (await accounts.find(row.account))
          if (!row || !who) return null
          note({ row, who })
          const session = { sessionToken, userId: who.id, expires: toMachine(row.expiresAt) }
          return {
            session,
            user: { id: who.id, name: who.username, email: '', emailVerified: null },
          }
        },
        async updateSession({ sessionToken: token, expires }) {
          if (expires) await rows.extend(token, toWorkspace(expires))
          return null
        },
        async deleteSession(token) {
          deleted = await rows.remove(token)
        },
        hasDeleted: () => deleted,
      }
    }

    const configured = async (note: (seen: Seen) => void = () => {}, device?: string) => ({
      secret: await keys.secret(ID),
      // Slid once a minute at most; by default the library does so once a day.
      session: { strategy: 'database' as const, maxAge, updateAge: Math.min(60, maxAge / 10) },
      cookies: libraryCookies(ID),
      adapter: adapterFor(note, device),
      providers: [],
    })

    const granted = (row: LibrarySession, who: Account) => {
      const expiresAt = end()
      const session = sessionOf({ ...row, id: idOf(row), expiresAt }, who)
      return { session, credentials: { access: { value: row.token, expiresAt } } }
    }

    /** The session endpoint: it answers who this is, and slides the end of the session. */
    async function ask(token: string | undefined): Promise<Renewal> {
      if (token === undefined) return refused('credential_missing')
      if (!TOKEN.test(token)) return refused('credential_malformed')
      let seen: Seen | undefined
      const options = await configured((found) => {
        seen = found
      })
      const response = await askSession(options, ID, token)
      if (!seen) return refused('revoked')
      if (seen.who.disabled) return refused('account_disabled')
      const isIn = z.object({ user: z.object({}) }).safeParse(response.body).success
      return isIn ? { ok: true, ...granted(seen.row, seen.who) } : refused('expired')
    }

    return {
      async start(who, device, { access }) {
        if (access) await rows.remove(access)
        // The library refuses passwords with database sessions: its adapter makes the session.
        const token = newUuid(random)
        const { adapter } = await configured(undefined, device)
        const made = { sessionToken: token, userId: who.id, expires: toMachine(end()) }
        await adapter.createSession?.(made)
        const times = { signedInAt: clock.now(), expiresAt: end() }
        return granted({ token, account: who.id, device, ...times }, who)
      },

      async regenerate({ access = '' }, who, reach) {
        const old = await rows.find(access)
        if (!old) return refused('revoked')
        const times = { signedInAt: clock.now(), expiresAt: end() }
        const row = { token: newUuid(random), account: who.id, device: old.device, ...times }
        const isIn = await rows.replace(access, row, reach)
        return isIn ? { ok: true, ...granted(row, who) } : refused('revoked')
      },

      // A look slides the session as well, a passive one too: the library makes no difference.
      async verify({ access }) {
        const answer = await ask(access)
        return answer.ok ? { ok: true, session: answer.session } : answer
      },

      renew: ({ access }) => ask(access),

      async end({ access }, scope) {
        const answer = await ask(access || undefined)
        if (!answer.ok) return answer
        const { account } = answer.session
        if (scope !== 'this') {
          await rows.removeOf(account, scope === 'others' ? access : undefined)
          return { ok: true, ended: 'server' }
        }
        const options = await configured()
        await postToLibrary(options, ID, { action: 'signout', token: access })
        return options.adapter.hasDeleted() ? { ok: true, ended: 'server' } : refused('revoked')
      },

      async on({ type, account }) {
        if (type === 'role-change') return 'updated'
        await rows.removeOf(account)
        return 'revoked'
      },

      async library(request) {
        return callLibrary(await configured(undefined, 'Signed in with next-auth'), request)
      },

      devices: {
        async list(account) {
          const listed = await rows.listOf(account)
          return listed.map((row) => ({
            id: idOf(row),
            device: row.device,
            signedInAt: row.signedInAt,
            lastSeenAt: row.expiresAt - maxAge * 1000,
          }))
        },
        async end(account, id) {
          const row = (await rows.listOf(account)).find((candidate) => idOf(candidate) === id)
          return row !== undefined && rows.remove(row.token)
        },
      },
    }
  },
})

interface Noticing {
  /** Was there a session to be deleted? The library does not say. */
  hasDeleted(): boolean
}

interface Seen {
  row: LibrarySession
  who: Account
}

/** What a session is called in lists: its token would be the key to it. */
const idOf = ({ token }: { token: string }) => hashOf(token).slice(0, 22)
