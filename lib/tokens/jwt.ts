import { z } from 'zod'
import type { Clock } from '../kernel/clock.ts'
import { MAX_LIFETIME, toSeconds } from '../kernel/clock.ts'
import type { Refusal } from '../kernel/problem.ts'
import { remembered } from '../kernel/remembered.ts'
import type {
  Key,
  KeyRing,
  ReadOptions,
  Signed,
  TokenCheck,
  Tokens,
  VerifiedTokens,
} from './contract.ts'
import { readerOf, readOnce } from './claims.ts'
import { headerOf, partsOf, signCompact, verifyParts } from './signature.ts'

const refuse = (reason: Refusal) => ({ ok: false, reason }) as const

export function createTokens(needs: {
  ring: Pick<KeyRing, 'current' | 'find'>
  issuer: string
  audience: string
  clock: Clock
  verified: VerifiedTokens
  /** Is told of each check that a token has passed, for whoever shows them. */
  passed?: (check: TokenCheck) => void
}): Tokens {
  const { ring, issuer, audience, clock, verified, passed } = needs

  /** What a key of the ring has signed, whatever it says, where that is not known already. */
  async function genuine(token: string, key: Key | null): Promise<Signed | Refused> {
    const parts = partsOf(token)
    if (!parts) return refuse('credential_malformed')
    passed?.('form')
    if (!key) return refuse('signature_invalid')
    passed?.('key')
    const found = await verifyParts(parts, key)
    if (!found.ok) return found
    passed?.('signature')
    verified.keep(key, token, found)
    return found
  }

  function asKnown(signed: Signed): Signed {
    if (passed) for (const check of ['form', 'key', 'signature'] as const) passed(check)
    return signed
  }

  return {
    under: (keys) => createTokens({ ...needs, ring: ringOf(keys) }),

    async sign(type, claims, expiresAt) {
      const dates = { iat: toSeconds(clock.now()), exp: toSeconds(expiresAt) }
      const names = { iss: issuer, aud: audience }
      return signCompact(await ring.current(), type, { ...claims, ...names, ...dates })
    },

    async read(type, token, schema, options) {
      const kid = headerOf(token)?.kid
      if (kid === undefined) return refuse('credential_malformed')
      const key = await ring.find(kid)
      const known = key && verified.find(key, token)
      const signed = known ? asKnown(known) : await genuine(token, key)
      if (!signed.ok) return signed
      const { typ, payload } = signed
      const reason = claimsRefused(payload, { issuer, audience, now: toSeconds(clock.now()) })
      if (reason !== 'credential_malformed') passed?.('names')
      if (reason && !forgiven(reason, options)) return refuse(reason)
      passed?.('dates')
      // Signed by this server, and meant for something else.
      if (typ !== type) return refuse('credential_malformed')
      passed?.('type')
      const claims = readerOf(schema)(payload)
      if (!claims) return refuse('credential_malformed')
      passed?.('claims')
      return { ok: true, claims }
    },
  }
}

type Refused = ReturnType<typeof refuse>

/** RFC 8725: required, bounded and pinned, where libraries are content with what is there. */
const registered = z.object({
  iss: z.string(),
  aud: z.string(),
  sub: z.string(),
  jti: z.string(),
  iat: z.int(),
  exp: z.int(),
})

const registeredIn = readOnce(registered)

const forgiven = (reason: Refusal, { dates }: ReadOptions = {}): boolean =>
  (reason === 'not_yet_valid' && dates !== undefined) || (reason === 'expired' && dates === 'any')

/**
 * Null when the claims hold; a reason of time where nothing else is wrong with them. What is signed
 * with the key is genuine: `signature_invalid` is said of nothing here. `now` in seconds.
 */
function claimsRefused(
  payload: unknown,
  expected: { issuer: string; audience: string; now: number },
): Refusal | null {
  const claims = registeredIn(payload)
  if (!claims) return 'credential_malformed'
  const { iss, aud, iat, exp } = claims
  if (iss !== expected.issuer || aud !== expected.audience) return 'credential_malformed'
  if (iat > exp || exp - iat > MAX_LIFETIME) return 'credential_malformed'
  if (exp <= expected.now) return 'expired'
  return iat > expected.now ? 'not_yet_valid' : null
}

function ringOf(keys: readonly Key[]): Pick<KeyRing, 'current' | 'find'> {
  return {
    async current() {
      const [first] = keys
      if (!first) throw new Error('there is no key to sign with')
      return first
    },
    find: async (kid) => keys.find((one) => one.kid === kid) ?? null,
  }
}

const toldSchema = z.object({ sub: z.string().min(1).max(64), stamp: z.int().min(0) })
type Told = z.infer<typeof toldSchema>

/** By the whole token: what it says is a matter of its text alone. */
const told = remembered<Told>(1_000)
const MOST_CHARACTERS = 2_048

/** What a token says of itself, before anything is checked: only to find the key to check it with. */
export function unverifiedClaims(token: string): Told | null {
  const known = told.get(token)
  if (known) return known
  try {
    const body = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()
    const claims = toldSchema.safeParse(JSON.parse(body)).data ?? null
    if (claims && token.length <= MOST_CHARACTERS) told.set(token, claims)
    return claims
  } catch {
    return null
  }
}
