import type { Session, User } from 'next-auth'
import type { JWT } from 'next-auth/jwt'
import { z } from 'zod'
import { refused, type Account, type Renewal } from './contract.ts'
import { atExpiry, atOnce, everyEvent, never } from './promises.ts'
import {
  askSession,
  callLibrary,
  credentials,
  decodeWithAny,
  defineLibraryStrategy,
  isExpired,
  libraryCookies,
  postToLibrary,
  tokenSet,
  type Mounting,
} from './pieces/next-auth.ts'
import { newSession, profileOf, sessionSchema } from './pieces/session.ts'

const ID = 'next-auth-jwt'

/** The clock tolerance that the library applies to every token. Seconds. */
const TOLERANCE = 15

/** An encrypted JWT in compact form, with the empty key part of `dir` (RFC 7516, 3.1). */
const ENCRYPTED = /^[\w-]+\.\.[\w-]+\.[\w-]+\.[\w-]+$/

export const nextAuthJwt = defineLibraryStrategy({
  id: ID,
  title: 'next-auth, JWT sessions',
  summary:
    "The client holds the library's encrypted token; the server keeps nothing, and the session endpoint answers any living token with a fresh one.",
  fit: 'Sites that can live with sessions that only their own browser ends.',
  unfit: 'Taking anything back: a copied cookie renews itself for as long as somebody asks.',
  promises: {
    ...everyEvent(never),
    'rotate-keys': atOnce,
    // The library's longest age is the longest rest: whoever asks begins it anew.
    'idle-timeout': atExpiry('sessionTtl'),
  },
  collateral: { 'rotate-keys': 'everyone' },
  cost: { renewal: { reads: 0, writes: 0 } },
  transports: ['cookie'],
  renews: true,
  persistentCookies: true,
  tolerance: TOLERANCE,
  profile: 'client-in-parts',
  keptBy: ['polling'],
  needs: ['keys'],

  create(context) {
    const { keys, clock, lifetimes } = context
    const maxAge = lifetimes.sessionTtl
    /** Of the keys that verify, the one that encrypts first. */
    const secrets = async () => Object.values(await keys.secrets(ID)).toReversed()
    const expiry = () => clock.now() + maxAge * 1000

    /** The library's configuration; `signIn` checks who signs in, and names the device. */
    const configured = async (
      signIn: (given: { username: string; password: string }) => Promise<Account | null>,
      { device = 'Signed in with next-auth', ...mounting }: Told = {},
      seen: Seen = {},
    ) => ({
      secret: await keys.secret(ID),
      session: { strategy: 'jwt' as const, maxAge },
      jwt: {
        maxAge,
        async decode({ token }: { token?: string }) {
          try {
            const claims = await decodeWithAny(token, await secrets())
            seen.isGenuine = claims !== null
            return claims
          } catch (error) {
            seen.isGenuine = isExpired(error)
            throw error
          }
        },
      },
      cookies: libraryCookies(ID, mounting),
      providers: [credentials(signIn)],
      callbacks: {
        // The library only knows the machine's clock; its own rule is applied on the workspace's.
        jwt({ token, user }: { token: JWT; user?: User }) {
          if (user) {
            const who = { id: user.id, username: user.name ?? '', ...roleOf(user) }
            const lab = newSession(context, { ...who, disabled: false }, device, expiry())
            return { ...token, lab, ...profileOf(context) }
          }
          const lab = sessionSchema.parse(token['lab'])
          if (lab.expiresAt + TOLERANCE * 1000 <= clock.now()) throw new Error('expired')
          seen.endsAt = lab.expiresAt
          return { ...token, lab: { ...lab, expiresAt: expiry() } }
        },
        session: ({ session, token }: { session: Session; token: JWT }) => ({
          ...session,
          lab: token['lab'],
        }),
      },
    })
    const nobody = async () => null

    /** The session endpoint: it answers who this is, and always with a fresh token. */
    async function ask(access: string | undefined, seen: Seen = {}): Promise<Renewal> {
      if (access === undefined) return refused('credential_missing')
      if (!ENCRYPTED.test(access)) return refused('credential_malformed')
      const response = await askSession(await configured(nobody, {}, seen), ID, access)
      const body = answerSchema.safeParse(response.body)
      const set = tokenSet(response, ID)
      if (!body.success || set === undefined) {
        // The library says no more than that nobody is signed in.
        return refused(seen.isGenuine ? 'expired' : 'signature_invalid')
      }
      const session = body.data.lab
      return {
        ok: true,
        session,
        credentials: { access: { ...set, expiresAt: session.expiresAt } },
      }
    }

    return {
      async start(who, device) {
        const options = await configured(async () => who, { device })
        const body = { username: who.username, password: '' }
        const response = await postToLibrary(options, ID, { action: 'callback/credentials', body })
        const granted = await ask(tokenSet(response, ID)?.value)
        if (!granted.ok) throw new Error(`the library granted no session: ${granted.reason}`)
        return granted
      },

      // As `getServerSession` does: the same code, and the fresh token is left behind.
      async verify({ access }) {
        const seen: Seen = {}
        const answer = await ask(access, seen)
        if (!answer.ok) return answer
        // What the client goes on with ends when it did, and not when the fresh token would.
        const { expiresAt } = answer.session
        return { ok: true, session: { ...answer.session, expiresAt: seen.endsAt ?? expiresAt } }
      },

      renew: ({ access }) => ask(access),

      async end({ access }) {
        const answer = await ask(access)
        // Whatever is genuine can be thrown away, whatever its dates.
        if (!answer.ok && answer.reason !== 'expired') return answer
        await postToLibrary(await configured(nobody), ID, { action: 'signout', token: access })
        // The library clears the cookie of whoever asks. That is all.
        return { ok: true, ended: 'client-only' }
      },

      async on() {
        return 'cannot'
      },

      async library(request, authorize) {
        const signIn = (given: { username: string; password: string }) =>
          authorize(given.username, given.password)
        const options = await configured(signIn, request)
        return callLibrary(options, request)
      },
    }
  },
})

/** What came to light of the token that was presented. */
interface Seen {
  /** Was it encrypted with one of the secrets, though its time may be over? */
  isGenuine?: boolean
  /** What was written in it. Milliseconds. */
  endsAt?: number
}

type Told = { device?: string } & Mounting

const answerSchema = z.object({ lab: sessionSchema })
const roleSchema = z.object({ role: z.enum(['member', 'admin']) })
const roleOf = (user: object) => roleSchema.parse(user)
