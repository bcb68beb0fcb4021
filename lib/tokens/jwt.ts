import { createHmac } from 'node:crypto'
import {
  SignJWT,
  compactVerify,
  decodeProtectedHeader,
  errors,
  type CompactJWSHeaderParameters,
  type JWTPayload,
} from 'jose'
import { z } from 'zod'
import type { Clock } from '../kernel/clock.ts'
import { MAX_LIFETIME, toSeconds } from '../kernel/clock.ts'
import type { Refusal } from '../kernel/problem.ts'
import type { Key, KeyRing } from './key-ring.ts'
import { hasHighS, withLowS } from './low-s.ts'
import { hashOf } from './opaque.ts'

/** What a token is for: it goes into `typ`, so that one kind is never taken for another (RFC 8725, 3.11). */
export type TokenType = 'at+jwt' | 'rt+jwt' | 'cache+jwt'

export type Reading<Claims> = { ok: true; claims: Claims } | { ok: false; reason: Refusal }

/** Signs and reads the JWTs of one strategy in one workspace. */
export interface Tokens {
  /** `expiresAt` in milliseconds; the token carries whole seconds and never lives longer. */
  sign(type: TokenType, claims: JWTPayload, expiresAt: number): Promise<string>
  /** Of a genuine token, `dates` can be forgiven: for the calls that end what it stands for. */
  read<Claims>(
    type: TokenType,
    token: string,
    schema: z.ZodType<Claims>,
    options?: ReadOptions,
  ): Promise<Reading<Claims>>
  /**
   * The same, under secrets instead of the ring: HS256, whatever algorithm is set. The first signs,
   * the others only verify.
   */
  withSecrets(secrets: readonly [string, ...string[]]): Tokens
}

export interface ReadOptions {
  /** `any`: expired, or dated in the future of this clock; `early`: the latter alone. */
  dates?: 'any' | 'early'
}

/** More than any header brings; less is for cookies and headers to refuse. */
const MAX_TOKEN_CHARACTERS = 128 * 1024
const COMPACT = /^[\w-]+\.[\w-]*\.[\w-]+$/

const refuse = (reason: Refusal) => ({ ok: false, reason }) as const

/** What a token has to pass to be believed, in this order; the first that fails refuses it. */
export const tokenChecks = ['form', 'key', 'signature', 'names', 'dates', 'type', 'claims'] as const
export type TokenCheck = (typeof tokenChecks)[number]

export function createTokens(needs: {
  ring: Pick<KeyRing, 'current' | 'find'>
  issuer: string
  audience: string
  clock: Clock
  /** Is told of each check that a token has passed, for whoever shows them. */
  passed?: (check: TokenCheck) => void
}): Tokens {
  const { ring, issuer, audience, clock, passed } = needs
  return {
    withSecrets: (secrets) => createTokens({ ...needs, ring: ringOf(secrets) }),

    async sign(type, claims, expiresAt) {
      const key = await ring.current()
      const token = await new SignJWT(claims)
        .setProtectedHeader({ alg: key.algorithm, typ: type, kid: key.kid })
        .setIssuer(issuer)
        .setAudience(audience)
        .setIssuedAt(toSeconds(clock.now()))
        .setExpirationTime(toSeconds(expiresAt))
        .sign(key.sign)
      return key.algorithm === 'ES256' ? withLowS(token) : token
    },

    async read(type, token, schema, options) {
      if (!isOneSpelling(token)) return refuse('credential_malformed')
      const kid = keyIdOf(token)
      if (kid === null) return refuse('credential_malformed')
      passed?.('form')
      const key = await ring.find(kid)
      if (!key) return refuse('signature_invalid')
      passed?.('key')
      const verified = await verifyCompact(token, key)
      if (!verified.ok) return verified
      passed?.('signature')
      const payload = parseJson(new TextDecoder().decode(verified.payload))
      const reason = claimsRefused(payload, { issuer, audience, now: toSeconds(clock.now()) })
      if (reason !== 'credential_malformed') passed?.('names')
      if (reason && !forgiven(reason, options)) return refuse(reason)
      passed?.('dates')
      // Signed by this server, and meant for something else.
      if (verified.header.typ !== type) return refuse('credential_malformed')
      passed?.('type')
      const claims = schema.safeParse(payload)
      if (!claims.success) return refuse('credential_malformed')
      passed?.('claims')
      return { ok: true, claims: claims.data }
    },
  }
}

type Verified =
  | { ok: true; header: CompactJWSHeaderParameters; payload: Uint8Array }
  | { ok: false; reason: Refusal }

/** Is this what the key's owner signed? The algorithm is the key's own, whatever the token says. */
export async function verifyCompact(
  token: string,
  key: Pick<Key, 'verify'> & { algorithm: string },
): Promise<Verified> {
  if (!isOneSpelling(token)) return refuse('credential_malformed')
  if (key.algorithm === 'ES256' && hasHighS(token)) return refuse('credential_malformed')
  try {
    const { protectedHeader: header, payload } = await compactVerify(token, key.verify, {
      algorithms: [key.algorithm],
    })
    // Extensions change what a token means, and none is in use here.
    if (header.crit !== undefined) return refuse('signature_invalid')
    return { ok: true, header, payload }
  } catch (error) {
    return refuse(reasonOf(error))
  }
}

/**
 * jose forgives white space, padding and stray last bits in base64url; here one token has one
 * spelling, so that nobody can present a revoked one in another.
 */
function isOneSpelling(token: string): boolean {
  if (token.length > MAX_TOKEN_CHARACTERS || !COMPACT.test(token)) return false
  const isCanonical = (part: string) =>
    Buffer.from(part, 'base64url').toString('base64url') === part
  return token.split('.').every(isCanonical)
}

/** RFC 8725: required, bounded and pinned, where libraries are content with what is there. */
const registered = z.object({
  iss: z.string(),
  aud: z.string(),
  sub: z.string(),
  jti: z.string(),
  iat: z.int(),
  exp: z.int(),
})

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
  if (typeof payload !== 'object' || payload === null) return 'credential_malformed'
  const parsed = registered.safeParse(payload)
  if (!parsed.success) return 'credential_malformed'
  const { iss, aud, iat, exp } = parsed.data
  if (iss !== expected.issuer || aud !== expected.audience) return 'credential_malformed'
  if (iat > exp || exp - iat > MAX_LIFETIME) return 'credential_malformed'
  if (exp <= expected.now) return 'expired'
  return iat > expected.now ? 'not_yet_valid' : null
}

/** A ring of keys whose ids are hashes, so that another secret's token is not even tried. */
function ringOf([first, ...rest]: readonly [string, ...string[]]): Pick<
  KeyRing,
  'current' | 'find'
> {
  const key = (secret: string): Key => {
    const bytes = Buffer.from(secret)
    return {
      kid: hashOf(secret).slice(0, 22),
      algorithm: 'HS256',
      sign: bytes,
      verify: bytes,
      mac: (text) => createHmac('sha256', bytes).update(text).digest('base64url'),
    }
  }
  const current = key(first)
  const all = [current, ...rest.map((secret) => key(secret))]
  return {
    current: async () => current,
    find: async (kid) => all.find((one) => one.kid === kid) ?? null,
  }
}

const toldSchema = z.object({ sub: z.string().min(1).max(64), stamp: z.int().min(0) })

/** What a token says of itself, before anything is checked: only to find the key to check it with. */
export function unverifiedClaims(token: string): z.infer<typeof toldSchema> | null {
  const body = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()
  return toldSchema.safeParse(parseJson(body)).data ?? null
}

function keyIdOf(token: string): string | null {
  try {
    return z.string().max(64).parse(decodeProtectedHeader(token).kid)
  } catch {
    return null
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function reasonOf(error: unknown): Refusal {
  if (error instanceof errors.JWSInvalid) return 'credential_malformed'
  // An unknown failure is not taken for a good token, nor for an outage: nothing was accepted.
  if (error instanceof errors.JOSEError) return 'signature_invalid'
  throw error
}
