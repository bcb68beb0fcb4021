import type { NextAuthOptions } from 'next-auth'
import { z } from 'zod'
import {
  atOnce,
  defineStrategy,
  never,
  refused,
  type Account,
  type Renewal,
  everyEvent,
} from './contract.ts'
import { callLibrary, cookieSet, credentials, csrfFor, libraryCookies } from './pieces/next-auth.ts'
import { newSession } from './pieces/signed-session.ts'

const ID = 'next-auth-jwt'
const COOKIE = `lab-${ID}`

/** The clock tolerance that the library applies to every token. Seconds. */
const TOLERANCE = 15

/** An encrypted JWT in compact form, with the empty key part of `dir` (RFC 7516, 3.1). */
const ENCRYPTED = /^[\w-]+\.\.[\w-]+\.[\w-]+\.[\w-]+$/

const sessionSchema = z.object({
  id: z.string(),
  account: z.string(),
  username: z.string(),
  role: z.enum(['member', 'admin']),
  device: z.string(),
  signedInAt: z.number(),
  expiresAt: z.number(),
})

export const nextAuthJwt = defineStrategy({
  id: ID,
  title: 'next-auth, JWT sessions',
  summary:
    "The client holds the library's encrypted token; the server keeps nothing, and the session endpoint answers any living token with a fresh one.",
  fit: 'Sites that can live with sessions that only their own browser ends.',
  unfit: 'Taking anything back: a copied cookie renews itself for as long as somebody asks.',
  promises: {
    ...everyEvent(never),
    'rotate-keys': atOnce,
  },
  collateral: { 'rotate-keys': 'everyone' },
  cost: {
    request: { reads: 0, writes: 0 },
    forged: { reads: 0, writes: 0 },
    renewal: { reads: 0, writes: 0 },
  },
  credentials: ['access'],
  transports: ['cookie'],
  listsSessions: false,
  renews: true,
  detectsReuse: false,
  tolerance: TOLERANCE,
  needs: ['keys'],

  create(context) {
    const { keys, clock, lifetimes } = context
    const secret = () => keys.secret(ID)
    const expiry = () => clock.now() + lifetimes.sessionTtl * 1000

    /** The library's configuration; `signIn` checks who signs in, and names the device. */
    async function configured(
      signIn: (given: { username: string; password: string }) => Promise<Account | null>,
      device = 'Signed in with next-auth',
    ): Promise<NextAuthOptions> {
      const maxAge = lifetimes.sessionTtl
      return {
        secret: await secret(),
        session: { strategy: 'jwt', maxAge },
        jwt: { maxAge },
        cookies: libraryCookies(ID),
        providers: [credentials(signIn)],
        callbacks: {
          // The library only knows the machine's clock; its own rule is applied on the workspace's.
          jwt({ token, user }) {
            if (user) {
              const who = { id: user.id, username: user.name ?? '', ...roleOf(user) }
              const lab = newSession(context, { ...who, disabled: false }, device, expiry())
              return { ...token, lab }
            }
            const lab = sessionSchema.parse(token['lab'])
            if (lab.expiresAt + TOLERANCE * 1000 <= clock.now()) throw new Error('expired')
            return { ...token, lab: { ...lab, expiresAt: expiry() } }
          },
          session: ({ session, token }) => ({ ...session, lab: token['lab'] }),
        },
      }
    }
    const nobody = async () => null

    /** The session endpoint: it answers who this is, and always with a fresh token. */
    async function askSession(access: string | undefined): Promise<Renewal> {
      if (access === undefined) return refused('credential_missing')
      if (!ENCRYPTED.test(access)) return refused('credential_malformed')
      const request = { action: 'session', method: 'GET', cookies: { [COOKIE]: access } } as const
      const response = await callLibrary(await configured(nobody), request)
      const body = z.object({ lab: sessionSchema }).safeParse(response.body)
      const value = cookieSet(response, COOKIE)
      if (!body.success || value === null) return refused('signature_invalid')
      const session = body.data.lab
      return { ok: true, session, credentials: { access: { value, expiresAt: session.expiresAt } } }
    }

    return {
      async start(who, device) {
        const options = await configured(async () => who, device)
        const csrf = csrfFor(await secret(), ID)
        const response = await callLibrary(options, {
          action: 'callback/credentials',
          method: 'POST',
          cookies: csrf.cookies,
          body: { csrfToken: csrf.csrfToken, username: who.username, password: '', json: 'true' },
        })
        const granted = await askSession(cookieSet(response, COOKIE) ?? undefined)
        if (!granted.ok) throw new Error(`the library granted no session: ${granted.reason}`)
        return { session: granted.session, credentials: granted.credentials }
      },

      async verify({ access }) {
        // As `getServerSession` does: the same code, and the fresh token is left behind.
        const answer = await askSession(access)
        return answer.ok ? { ok: true, session: answer.session } : answer
      },

      renew: ({ access }) => askSession(access),

      async end({ access }) {
        const answer = await askSession(access)
        if (!answer.ok) return answer
        const csrf = csrfFor(await secret(), ID)
        await callLibrary(await configured(nobody), {
          action: 'signout',
          method: 'POST',
          cookies: { ...csrf.cookies, ...(access && { [COOKIE]: access }) },
          body: { csrfToken: csrf.csrfToken, json: 'true' },
        })
        // The library clears the cookie of whoever asks. That is all.
        return { ok: true, ended: 'client-only' }
      },

      async on() {
        return 'cannot'
      },

      async library(request, authorize) {
        const options = await configured(({ username, password }) => authorize(username, password))
        return callLibrary(options, request)
      },
    }
  },
})

const roleOf = (user: object) => z.object({ role: z.enum(['member', 'admin']) }).parse(user)
