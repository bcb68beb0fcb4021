import type { KeyObject } from 'node:crypto'
import type { CryptoKey, JWTPayload } from 'jose'
import type { z } from 'zod'
import type { Refusal } from '../kernel/problem.ts'
import type { Algorithm } from './algorithms.ts'

/** What others see of tokens and keys. */

/** What a token is for: it goes into `typ`, so that one kind is never taken for another (RFC 8725, 3.11). */
export type TokenType = 'at+jwt' | 'rt+jwt' | 'cache+jwt'

export type Reading<Claims> = { ok: true; claims: Claims } | { ok: false; reason: Refusal }

/** Signs and reads the JWTs of one strategy in one workspace. */
export interface Tokens {
  /** `expiresAt` in milliseconds; the token carries whole seconds and never lives longer. */
  sign(type: TokenType, claims: JWTPayload, expiresAt: number): Promise<string>
  /** Of a genuine token, `dates` can be forgiven: for the calls that end what it stands for. */
  read<Claims extends object>(
    type: TokenType,
    token: string,
    schema: z.ZodType<Claims>,
    options?: ReadOptions,
  ): Promise<Reading<Claims>>
  /** The same, under these keys instead of the ring's. The first signs, the others only verify. */
  under(keys: readonly Key[]): Tokens
}

export interface ReadOptions {
  /** `any`: expired, or dated in the future of this clock; `early`: the latter alone. */
  dates?: 'any' | 'early'
}

/** What a token has to pass to be believed, in this order; the first that fails refuses it. */
export const tokenChecks = ['form', 'key', 'signature', 'names', 'dates', 'type', 'claims'] as const
export type TokenCheck = (typeof tokenChecks)[number]

/** A key ready for use. `algorithm` belongs to the key and never to the token (RFC 8725, 3.1). */
export interface Key {
  kid: string
  algorithm: Algorithm
  /** Of HS256 one secret, and a pair of all others. */
  sign: CryptoKey | KeyObject
  verify: Verifier
  /** For tokens that are derived with a MAC instead of being signed. */
  mac(text: string): string
}

/** A secret for a MAC, or a public key. */
export type Verifier = CryptoKey | KeyObject

/**
 * The keys of one strategy in one workspace. The one for the algorithm that is set signs; those for
 * algorithms that were set before only verify, so a change of algorithm ends nobody's session, and
 * those that were retired do so until the last token that they signed has ended.
 */
export interface KeyRing {
  current(): Promise<Key>
  /** Null for a key whose time is over, as for one that never was. */
  find(kid: string): Promise<Key | null>
  /**
   * A secret that belongs to the ring and ends with it, whatever algorithm is set: for libraries that
   * want one of their own. 43 characters, another one for each label.
   */
  secret(label: string): Promise<string>
  /** The secret of each key that verifies, by the key's number; the highest is the one in use. */
  secrets(label: string): Promise<Record<number, string>>
  /** Keys of HS256 that are made of these secrets; the first is the one to sign with. */
  derived(label: string): Promise<Key[]>
  /** The routine: other keys sign from now on, and nothing that was signed is refused for it. */
  retire(): Promise<void>
  /** The emergency: every key is thrown away, and with them all that they ever signed. */
  rotate(): Promise<void>
}

/** What is signed, as it was read once: whoever asks again is given the same, and changes nothing. */
export interface Signed {
  readonly ok: true
  readonly typ: unknown
  /** Parsed, or null where it is no JSON. */
  readonly payload: unknown
}

/**
 * Tokens whose signature was found good, by the key and the whole token. That alone is remembered: dates,
 * claims and revocation are asked anew each time, and whether the key is in force is for the ring to
 * say. What a key has verified goes with it.
 */
export interface VerifiedTokens {
  find(key: Key, token: string): Signed | undefined
  keep(key: Key, token: string, signed: Signed): void
}
