import { z } from 'zod'
import type { LibrarySession } from '../stores/contract.ts'
import { hashOf, newUuid } from '../tokens/opaque.ts'
import { refused } from './contract.ts'
import { atExpiry, atOnce, everyEvent, never, notByThis } from './promises.ts'
import type { Account, Renewal } from './contract.ts'
import {
  askSession,
  callLibrary,
  defineLibraryStrategy,
  libraryCookies,
  postToLibrary,
  type Mounting,
} from './pieces/next-auth.ts'
import { sessionAdapter, type Passed } from './pieces/next-auth-adapter.ts'
import { roomFor } from './pieces/room.ts'
import { sessionOf } from './pieces/session.ts'

const ID = 'next-auth-database'
/** What the library's session endpoint says of somebody who is signed in. */
const answerSchema = z.object({ user: z.object({}) })

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
    // The library's longest age is the longest rest: whoever asks begins it anew.
    'idle-timeout': atExpiry('sessionTtl'),
    'absolute-timeout': never,
  },
  cost: {
    request: { reads: 2, writes: 0, writesAMinute: 1 },
    forged: { reads: 1, writes: 0 },
    renewal: { reads: 2, writes: 0 },
    day: { reads: 960, writes: 480 },
  },
  transports: ['cookie'],
  listsSessions: true,
  renews: true,
  persistentCookies: true,
  keepsCredentials: true,
  keptBy: ['polling', 'watching'],
  needs: ['librarySessions', 'accounts', 'keys'],

  create(context) {
    const { librarySessions: rows, keys, clock, random, lifetimes } = context
    const maxAge = lifetimes.sessionTtl
    const end = () => clock.now() + maxAge * 1000

    const configured = async (passed: Passed = {}, { device = '', ...mounting }: Told = {}) => ({
      secret: await keys.secret(ID),
      // Slid once a minute at most; by default the library does so once a day.
      session: { strategy: 'database' as const, maxAge, updateAge: Math.min(60, maxAge / 10) },
      cookies: libraryCookies(ID, mounting),
      adapter: sessionAdapter(context, device, passed),
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
      const passed: Passed = {}
      const response = await askSession(await configured(passed), ID, token)
      if (!passed.seen) return refused('revoked')
      const { row, who } = passed.seen
      if (who.disabled) return refused('account_disabled')
      const isIn = answerSchema.safeParse(response.body).success
      return isIn ? { ok: true, ...granted(row, who) } : refused('expired')
    }

    const fresh = (who: Account, device: string): LibrarySession => {
      const times = { signedInAt: clock.now(), expiresAt: end() }
      return { token: newUuid(random), account: who.id, device, ...times }
    }

    return {
      // The library refuses passwords with database sessions: the session is made beside it.
      async start(who, device, { access }) {
        if (access) await rows.remove(access)
        const row = fresh(who, device)
        await rows.insert(row, roomFor(context))
        return granted(row, who)
      },

      async regenerate({ access = '' }, who, reach) {
        const old = await rows.find(access)
        if (!old) return refused('revoked')
        const row = fresh(who, old.device)
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
        if (scope !== 'this') {
          const isEnded = await rows.removeFrom(access ?? '', scope)
          return isEnded ? { ok: true, ended: 'server' } : refused('revoked')
        }
        const passed: Passed = {}
        await postToLibrary(await configured(passed), ID, { action: 'signout', token: access })
        return passed.deleted ? { ok: true, ended: 'server' } : refused('revoked')
      },

      async on({ type, account }) {
        if (type === 'role-change') return 'updated'
        await rows.removeOf(account)
        return 'revoked'
      },

      async library(request) {
        return callLibrary(
          await configured({}, { ...request, device: 'Signed in with next-auth' }),
          request,
        )
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
        async end(account, id, by) {
          const listed = await rows.listOf(account)
          const tokenOf = (named: string) => listed.find((row) => idOf(row) === named)?.token
          const [token, asking] = [tokenOf(id), by === undefined ? undefined : tokenOf(by)]
          const isOver = by !== undefined && asking === undefined
          return token !== undefined && !isOver && rows.remove(token, asking)
        },
      },
    }
  },
})

type Told = { device?: string } & Mounting

/** What a session is called in lists: its token would be the key to it. */
const idOf = ({ token }: { token: string }) => hashOf(token).slice(0, 22)
