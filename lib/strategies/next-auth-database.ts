import type { NextAuthOptions } from 'next-auth'
import type { Adapter } from 'next-auth/adapters'
import { z } from 'zod'
import type { LibrarySession } from '../stores/contract.ts'
import { hashOf, newUuid } from '../tokens/opaque.ts'
import {
  atOnce,
  defineStrategy,
  never,
  notByThis,
  refused,
  type Renewal,
  everyEvent,
} from './contract.ts'
import type { Refusal } from '../kernel/problem.ts'
import { callLibrary, csrfFor, libraryCookies } from './pieces/next-auth.ts'

const ID = 'next-auth-database'
const COOKIE = `lab-${ID}`
const TOKEN = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/

export const nextAuthDatabase = defineStrategy({
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
  collateral: {},
  cost: {
    request: { reads: 2, writes: 0, writesAMinute: 1 },
    forged: { reads: 1, writes: 0 },
    renewal: { reads: 2, writes: 0 },
  },
  credentials: ['access'],
  transports: ['cookie'],
  listsSessions: true,
  renews: true,
  detectsReuse: false,
  keepsCredentials: true,
  tolerance: 0,
  needs: ['librarySessions', 'accounts', 'keys'],

  create({ librarySessions: rows, accounts, keys, clock, random, lifetimes }) {
    const maxAge = lifetimes.sessionTtl
    // The library only knows the machine's clock: its adapter translates every time that passes it.
    const ahead = () => clock.now() - Date.now()
    const toMachine = (ms: number) => new Date(ms - ahead())
    const toWorkspace = (date: Date) => date.getTime() + ahead()
    const inLibrary = ({ token, account, expiresAt }: LibrarySession) => ({
      sessionToken: token,
      userId: account,
      expires: toMachine(expiresAt),
    })

    /** `note` is told of each session that the library looked at. */
    const adapterFor = (device: string, note: (seen: Seen) => void = () => {}): Adapter => ({
      async createSession(session) {
        const now = clock.now()
        const expiresAt = toWorkspace(session.expires)
        const { sessionToken: token, userId: account } = session
        await rows.insert({ token, account, device, signedInAt: now, expiresAt })
        return session
      },
      async getSessionAndUser(token) {
        const row = await rows.find(token)
        const who = row && (await accounts.find(row.account))
        if (!row || !who) return null
        note({ row, who })
        const user = { id: who.id, name: who.username, email: '', emailVerified: null }
        return { session: inLibrary(row), user }
      },
      async updateSession({ sessionToken: token, expires }) {
        if (expires) await rows.extend(token, toWorkspace(expires))
        return null
      },
      deleteSession: (token) => rows.remove(token),
    })

    const configured = async (adapter: Adapter): Promise<NextAuthOptions> => ({
      secret: await keys.secret(ID),
      // Slid once a minute at most; by default the library does so once a day.
      session: { strategy: 'database', maxAge, updateAge: Math.min(60, maxAge / 10) },
      cookies: libraryCookies(ID),
      adapter,
      providers: [],
    })

    /** The session endpoint: it answers who this is, and slides the end of the session. */
    async function askSession(token: string | undefined): Promise<Renewal> {
      if (token === undefined) return refused('credential_missing')
      if (!TOKEN.test(token)) return refused('credential_malformed')
      let seen: Seen | undefined
      const adapter = adapterFor('', (found) => {
        seen = found
      })
      const request = { action: 'session', method: 'GET', cookies: { [COOKIE]: token } } as const
      const response = await callLibrary(await configured(adapter), request)
      if (!seen) return refused('revoked')
      const { row, who } = seen
      const isIn = z.object({ user: z.object({}) }).safeParse(response.body).success
      const reason: Refusal | null = who.disabled ? 'account_disabled' : isIn ? null : 'expired'
      if (reason) return refused(reason)
      const { account, device, signedInAt } = row
      const { username, role } = who
      const expiresAt = clock.now() + maxAge * 1000
      const session = { id: idOf(row), account, username, role, device, signedInAt, expiresAt }
      return { ok: true, session, credentials: { access: { value: token, expiresAt } } }
    }

    return {
      async start(who, device, { access }) {
        if (access) await rows.remove(access)
        // The library refuses passwords with database sessions: its adapter makes the session.
        const [token, now] = [newUuid(random), clock.now()]
        const expiresAt = now + maxAge * 1000
        const made = { sessionToken: token, userId: who.id, expires: toMachine(expiresAt) }
        await adapterFor(device).createSession?.(made)
        const { id: account, username, role } = who
        const times = { signedInAt: now, expiresAt }
        const session = { id: idOf({ token }), account, username, role, device, ...times }
        return { session, credentials: { access: { value: token, expiresAt } } }
      },

      // A look slides the session as well, a passive one too: the library makes no difference.
      async verify({ access }) {
        const answer = await askSession(access)
        return answer.ok ? { ok: true, session: answer.session } : answer
      },

      renew: ({ access }) => askSession(access),

      async end({ access = '' }, scope) {
        const answer = await askSession(access || undefined)
        if (!answer.ok) return answer
        const { account } = answer.session
        if (scope === 'this') {
          const csrf = csrfFor(await keys.secret(ID), ID)
          await callLibrary(await configured(adapterFor('')), {
            action: 'signout',
            method: 'POST',
            cookies: { ...csrf.cookies, [COOKIE]: access },
            body: { csrfToken: csrf.csrfToken, json: 'true' },
          })
        } else await rows.removeOf(account, scope === 'others' ? access : undefined)
        return { ok: true, ended: 'server' }
      },

      async on(event) {
        if (event.type === 'role-change') return 'updated'
        if (event.type === 'logout-all-users') await rows.removeAll()
        else await rows.removeOf(event.account)
        return 'revoked'
      },

      async library(request) {
        return callLibrary(await configured(adapterFor('Signed in with next-auth')), request)
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
          if (row) await rows.remove(row.token)
          return row !== undefined
        },
      },
    }
  },
})

interface Seen {
  row: LibrarySession
  who: { username: string; role: 'member' | 'admin'; disabled: boolean }
}

/** What a session is called in lists: its token would be the key to it. */
const idOf = ({ token }: { token: string }) => hashOf(token).slice(0, 22)
