import { z } from 'zod'
import { hashOf, newId, sameText, splitOpaque } from '../tokens/opaque.ts'
import { defineStrategy, refused, type Grant, type Session } from './contract.ts'
import { atOnce, notByThis, within, everyEvent } from './promises.ts'
import { profileOf } from './pieces/session.ts'
import { storedSessions } from './cookie-session.ts'

const cacheClaims = z.object({
  sub: z.string(),
  sid: z.string(),
  /** A hash of the session's secret: the cache is worth nothing without the id that it belongs to. */
  for: z.string(),
  username: z.string(),
  role: z.enum(['member', 'admin']),
  device: z.string(),
  signed_in_ms: z.number(),
  ends_ms: z.number(),
  exp: z.number(),
})

export const cachedSession = defineStrategy({
  id: 'cached-session',
  title: 'Session with a cookie cache',
  summary:
    'The client holds a random id and a short-lived signed copy of its session; the server keeps a row for each session, and reads it only when the copy has expired.',
  fit: 'A session store under load, where a few minutes of delay are a fair price for the saved reads.',
  unfit: 'Expecting a log-out or a ban to hold at once: the copy is believed until it expires.',
  promises: {
    ...everyEvent(within('cacheTtl')),
    'rotate-keys': notByThis,
    'absolute-timeout': atOnce,
  },
  cost: {
    forged: { reads: 1, writes: 0 },
    renewal: { reads: 2, writes: 1 },
    day: { reads: 190, writes: 96, renewals: 95 },
  },
  credentials: ['access', 'cache'],
  transports: ['cookie'],
  listsSessions: true,
  renews: true,
  renewed: ['cache'],
  profile: 'client',
  keptBy: ['polling'],
  needs: ['sessions', 'accounts', 'tokens'],

  create(context) {
    const { tokens, clock, random, lifetimes } = context
    /**
     * What the cache stands in front of: the plain session store. While a copy is believed nobody
     * sees its use, so each look at the row is noted, and rest counts from the end of the copy.
     */
    const store = storedSessions(context, lifetimes.cacheTtl)

    /** A session as long as its copy is believed. */
    const until = (cache: { expiresAt: number }, session: Session): Session => ({
      ...session,
      credentialExpiresAt: cache.expiresAt,
    })

    /** The signed copy, which ends with the session at the latest. `now` is when the request came. */
    async function cacheOf(session: Session, access: string, now: number) {
      const expiresAt = Math.min(now + lifetimes.cacheTtl * 1000, session.expiresAt)
      const claims = {
        jti: newId(random),
        sub: session.account,
        sid: session.id,
        for: hashOf(access),
        username: session.username,
        role: session.role,
        device: session.device,
        signed_in_ms: session.signedInAt,
        ends_ms: session.expiresAt,
        ...profileOf(context),
      }
      return { value: await tokens.sign('cache+jwt', claims, expiresAt), expiresAt }
    }

    async function withCache({ session, credentials: { access } }: Grant): Promise<Grant> {
      if (!access) throw new Error('the session store granted no id')
      const cache = await cacheOf(session, access.value, clock.now())
      return { session: until(cache, session), credentials: { access, cache } }
    }

    /** The session as its copy tells it; null where there is none that is in force and belongs to this id. */
    async function cached(access: string, cache: string | undefined): Promise<Session | null> {
      const reading =
        cache === undefined ? null : await tokens.read('cache+jwt', cache, cacheClaims)
      if (!reading?.ok || !sameText(reading.claims.for, hashOf(access))) return null
      const { sub, sid, username, role, device, signed_in_ms, ends_ms, exp } = reading.claims
      const times = {
        signedInAt: signed_in_ms,
        expiresAt: ends_ms,
        credentialExpiresAt: exp * 1000,
      }
      return { id: sid, account: sub, username, role, device, ...times }
    }

    return {
      ...store,

      async verify(carried, request) {
        const { access, cache } = carried
        if (access === undefined || !splitOpaque(access)) return store.verify(carried)
        const session = request?.thorough ? null : await cached(access, cache)
        return session ? { ok: true, session } : store.verify(carried, request)
      },

      async start(who, device, carried) {
        return withCache(await store.start(who, device, carried))
      },

      async regenerate(carried, who, reach) {
        const renewal = (await store.regenerate?.(carried, who, reach)) ?? refused('revoked')
        return renewal.ok ? { ok: true, ...(await withCache(renewal)) } : renewal
      },

      async on(event) {
        await store.on(event)
        // Whatever happened to the row, a copy of it is believed until it expires.
        return 'at-renewal'
      },

      /** Only a response can carry a new copy, so it is made here and not where requests are checked. */
      async renew(carried) {
        // Taken before the row is read: no copy outlives what happens to the row meanwhile for longer.
        const now = clock.now()
        const verdict = await store.verify(carried)
        if (!verdict.ok) return verdict
        const { access } = carried
        if (access === undefined) return refused('credential_missing')
        const cache = await cacheOf(verdict.session, access, now)
        return { ok: true, session: until(cache, verdict.session), credentials: { cache } }
      },
    }
  },
})
