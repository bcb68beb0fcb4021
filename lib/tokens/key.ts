import { createHmac, createSecretKey, KeyObject } from 'node:crypto'
import { exportJWK, generateKeyPair, importJWK, type CryptoKey, type JWK } from 'jose'
import type { Random } from '../kernel/random.ts'
import type { Algorithm } from './algorithms.ts'
import type { Key, Verifier } from './contract.ts'
import { hashOf, newSecret } from './opaque.ts'
import { isRocaModulus } from './roca.ts'

/** What anybody may have of a key; null where all of it is one secret. */
export const publicKeyOf = ({ verify }: Pick<Key, 'verify'>): CryptoKey | null =>
  verify instanceof KeyObject ? null : verify

/** HMAC with SHA-256 (RFC 2104) as base64url. */
export const macOf = (secret: KeyObject, text: string): string =>
  createHmac('sha256', secret).update(text).digest('base64url')

/** A key of HS256. Its id is a hash, so that another secret's token is not even tried. */
export function secretKey(secret: string): Key {
  const own = createSecretKey(Buffer.from(secret))
  return withSecret(hashOf(secret).slice(0, 22), own, own)
}

const withSecret = (kid: string, own: KeyObject, forMac: KeyObject): Key => ({
  kid,
  algorithm: 'HS256',
  sign: own,
  verify: own,
  mac: (text) => macOf(forMac, text),
})

export async function generateJwk(algorithm: Algorithm, random: Random): Promise<JWK> {
  if (algorithm === 'HS256') return { kty: 'oct', k: newSecret(random) }
  const { privateKey } = await generateKeyPair(algorithm, { extractable: true })
  return exportJWK(privateKey)
}

/** @param mac the secret for what is derived with the key */
export async function importKey(
  kid: string,
  algorithm: Algorithm,
  jwk: JWK,
  mac: string,
): Promise<Key> {
  const forMac = createSecretKey(Buffer.from(mac))
  if (algorithm === 'HS256') {
    return withSecret(kid, createSecretKey(Buffer.from(jwk.k ?? '', 'base64url')), forMac)
  }
  return {
    kid,
    algorithm,
    sign: asPrivate(await importJWK(jwk, algorithm)),
    verify: await importVerifier(publicPartOf(jwk), algorithm),
    mac: (text) => macOf(forMac, text),
  }
}

function asPrivate(key: CryptoKey | Uint8Array): CryptoKey {
  if (key instanceof Uint8Array) throw new Error('a secret in the place of a private key')
  return key
}

/** A key to verify with. @throws when it is not for signatures of this algorithm, or can be factored */
export async function importVerifier(jwk: JWK, algorithm: string): Promise<Verifier> {
  if (jwk.n !== undefined && isRocaModulus(jwk.n)) throw new Error('the modulus can be factored')
  const key = await importJWK(jwk, algorithm)
  return key instanceof Uint8Array ? createSecretKey(key) : key
}

/** The members that a private key has beside its public ones (RFC 7518, 6.2.2 and 6.3.2; RFC 8037). */
const PRIVATE = new Set(['d', 'p', 'q', 'dp', 'dq', 'qi'])

const publicPartOf = (jwk: JWK): JWK =>
  Object.fromEntries(Object.entries(jwk).filter(([name]) => !PRIVATE.has(name)))
