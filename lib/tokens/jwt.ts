import { SignJWT, decodeProtectedHeader, errors, jwtVerify, type JWTPayload } from 'jose'
import { z } from 'zod'
import type { Clock } from '../kernel/clock.ts'
import { toSeconds } from '../kernel/clock.ts'
import type { Refusal } from '../kernel/problem.ts'
import type { KeyRing } from './key-ring.ts'

/** What a token is for: it goes into `typ`, so that one kind is never taken for another (RFC 8725, 3.11). */
export type TokenType = 'at+jwt' | 'rt+jwt' | 'cache+jwt'

/** No lifetime can be set above this, so no token of ours is ever older. Seconds. */
export const MAX_LIFETIME = 400 * 24 * 60 * 60

export type Reading<Claims> = { ok: true; claims: Claims } | { ok: false; reason: Refusal }

/** Signs and reads the JWTs of one strategy in one workspace. */
export interface Tokens {
  /** `expiresAt` in milliseconds; the token carries whole seconds and never lives longer. */
  sign(type: TokenType, claims: JWTPayload, expiresAt: number): Promise<string>
  /** `expired: 'accept'` reads a token that is past its expiry, for the calls that end a session. */
  read<Claims>(
    type: TokenType,
    token: string,
    schema: z.ZodType<Claims>,
    options?: { expired?: 'accept' },
  ): Promise<Reading<Claims>>
}

const MAX_TOKEN_CHARACTERS = 4096
const COMPACT = /^[\w-]+\.[\w-]+\.[\w-]+$/

const refuse = (reason: Refusal) => ({ ok: false, reason }) as const

export function createTokens(needs: {
  ring: KeyRing
  issuer: string
  audience: string
  clock: Clock
}): Tokens {
  const { ring, issuer, audience, clock } = needs
  return {
    async sign(type, claims, expiresAt) {
      const key = await ring.current()
      return new SignJWT(claims)
        .setProtectedHeader({ alg: key.algorithm, typ: type, kid: key.kid })
        .setIssuer(issuer)
        .setAudience(audience)
        .setIssuedAt(toSeconds(clock.now()))
        .setExpirationTime(toSeconds(expiresAt))
        .sign(key.sign)
    },

    async read(type, token, schema, options) {
      // jose forgives white space and padding in a signature; one token has one spelling here.
      if (token.length > MAX_TOKEN_CHARACTERS || !COMPACT.test(token)) {
        return refuse('credential_malformed')
      }
      const kid = keyIdOf(token)
      if (kid === null) return refuse('credential_malformed')
      const key = await ring.find(kid)
      if (!key) return refuse('signature_invalid')
      const now = clock.now()
      try {
        const { payload } = await jwtVerify(token, key.verify, {
          algorithms: [key.algorithm],
          issuer,
          audience,
          typ: type,
          requiredClaims: ['exp', 'iat', 'jti', 'sub'],
          maxTokenAge: MAX_LIFETIME,
          currentDate: new Date(options?.expired === 'accept' ? issuedAt(token) : now),
        })
        const claims = schema.safeParse(payload)
        return claims.success ? { ok: true, claims: claims.data } : refuse('credential_malformed')
      } catch (error) {
        return refuse(reasonOf(error))
      }
    },
  }
}

function keyIdOf(token: string): string | null {
  try {
    return z.string().max(64).parse(decodeProtectedHeader(token).kid)
  } catch {
    return null
  }
}

/** Reads `iat` before the signature is checked: only to choose the time at which the token is judged. */
function issuedAt(token: string): number {
  const body = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()
  const parsed = z.object({ iat: z.number() }).safeParse(parseJson(body))
  return parsed.success ? parsed.data.iat * 1000 : 0
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function reasonOf(error: unknown): Refusal {
  if (error instanceof errors.JWTExpired) return 'expired'
  if (error instanceof errors.JWTClaimValidationFailed) return 'signature_invalid'
  if (error instanceof errors.JWSInvalid || error instanceof errors.JWTInvalid) {
    return 'credential_malformed'
  }
  // An unknown failure is not taken for a good token, nor for an outage: nothing was accepted.
  if (error instanceof errors.JOSEError) return 'signature_invalid'
  throw error
}
