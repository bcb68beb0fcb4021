import { createHmac } from 'node:crypto'
import { exportJWK, generateKeyPair, importJWK, type CryptoKey, type JWK } from 'jose'
import { z } from 'zod'
import type { Clock } from '../kernel/clock.ts'
import { storeUnavailable } from '../kernel/problem.ts'
import type { Random } from '../kernel/random.ts'
import type { KeyRecord, KeyStore } from '../stores/contract.ts'
import type { Algorithm } from './algorithms.ts'
import { newId, newSecret } from './opaque.ts'
import { isRocaModulus } from './roca.ts'
import type { Sealer } from './sealer.ts'

/** A key ready for use. `algorithm` belongs to the key and never to the token (RFC 8725, 3.1). */
export interface Key {
  kid: string
  algorithm: Algorithm
  sign: CryptoKey | Uint8Array
  verify: CryptoKey | Uint8Array
  /** For tokens that are derived with a MAC instead of being signed. */
  mac(text: string): string
}

/** What anybody may have of a key; null where all of it is one secret. */
export const publicKeyOf = ({ verify }: Pick<Key, 'verify'>): CryptoKey | null =>
  verify instanceof Uint8Array || verify.type === 'secret' ? null : verify

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
   * want one of their own, and for keys that are derived. 43 characters, another one for each label.
   */
  secret(label: string): Promise<string>
  /** The secret of each key that verifies, by the key's number; the highest is the one in use. */
  secrets(label: string): Promise<Record<number, string>>
  /** The routine: other keys sign from now on, and nothing that was signed is refused for it. */
  retire(): Promise<void>
  /** The emergency: every key is thrown away, and with them all that they ever signed. */
  rotate(): Promise<void>
}

/**
 * For how much longer than a token may live its key verifies: the clock tolerance that a library
 * forces, machines whose clocks differ, and what is being signed while keys change. Milliseconds.
 */
export const GRACE_MARGIN = 2 * 60 * 1000

/** What a sealed key is bound to: it opens in its own place alone. */
export const keyContext = (place: { workspace: string; strategy: string }): string =>
  `${place.workspace} ${place.strategy}`

/** Imported keys: what a record says never changes its meaning, and the ring decides what is in use. */
export type KeyCache = Map<string, Key>
const CACHED_KEYS = 5_000

/** How often a key is looked for, and made. */
const ATTEMPTS = 4

const material = z.object({ jwk: z.record(z.string(), z.unknown()), mac: z.string() })

export function createKeyRing(needs: {
  /** Workspace and strategy: what the sealed keys are bound to. */
  name: string
  store: KeyStore
  algorithm: Algorithm
  /** The longest for which a token may live under the settings in force. Milliseconds. */
  lifetime: number
  clock: Clock
  sealer: Sealer
  random: Random
  cache: KeyCache
}): KeyRing {
  const { name, store, algorithm, clock, sealer, random, cache } = needs
  const lifetime = needs.lifetime + GRACE_MARGIN
  // Read once a request: within it, one answer to "which keys are in use" is enough.
  let records: Promise<KeyRecord[]> | undefined
  const list = () => (records ??= store.list())

  /** Those that verify, the latest first. */
  const verifying = async (): Promise<KeyRecord[]> =>
    (await list()).filter(({ verifiesUntil: end }) => end === null || clock.now() < end)

  async function load(record: KeyRecord): Promise<Key> {
    // By all that opening depends on: a row copied from elsewhere must not be found opened.
    const id = `${name} ${record.kid} ${record.algorithm} ${record.sealed}`
    const cached = cache.get(id)
    if (cached) return cached
    const { jwk, mac } = open(record)
    const key = await importKey(record.kid, record.algorithm, jwk, mac)
    if (cache.size >= CACHED_KEYS) cache.clear()
    cache.set(id, key)
    return key
  }

  /** Keys that do not open are an outage: their tokens may be good, if this server could but tell. */
  function open({ sealed }: KeyRecord) {
    try {
      return material.parse(JSON.parse(sealer.open(sealed, name)))
    } catch (error) {
      throw storeUnavailable('keys', error)
    }
  }

  async function keyFor(wanted: Algorithm): Promise<Key> {
    // Whoever rotates in between throws away what was just made: then another is made.
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const record = (await list()).find(
        ({ algorithm: its, verifiesUntil }) => its === wanted && verifiesUntil === null,
      )
      if (record) {
        if (record.lifetime < lifetime) await store.lengthen(record.kid, lifetime)
        return load(record)
      }
      await generate(wanted)
    }
    throw storeUnavailable('keys', new Error('the key ring is rotated again and again'))
  }

  async function generate(wanted: Algorithm): Promise<void> {
    const jwk = await generateJwk(wanted, random)
    const text = JSON.stringify({ jwk, mac: newSecret(random) })
    // Two first sign-ins at once both come here; the store keeps the first key, and both use it.
    const sealed = sealer.seal(text, name)
    await store.addIfAbsent({ kid: newId(random), algorithm: wanted, sealed, lifetime })
    records = undefined
  }

  return {
    current: () => keyFor(algorithm),
    async secret(label) {
      return secretOf(await keyFor('HS256'), label)
    },
    async secrets(label) {
      // There is one in use.
      await keyFor('HS256')
      const all = (await verifying()).filter(({ algorithm: its }) => its === 'HS256')
      const named = all.map(
        async (record) => [record.number, secretOf(await load(record), label)] as const,
      )
      return Object.fromEntries(await Promise.all(named))
    },
    async find(kid) {
      const record = (await verifying()).find((candidate) => candidate.kid === kid)
      return record ? load(record) : null
    },
    async retire() {
      await store.retire(clock.now())
      records = undefined
    },
    async rotate() {
      await store.removeAll()
      records = undefined
    },
  }
}

const secretOf = (key: Key, label: string): string => key.mac(`secret ${label}`)

async function generateJwk(algorithm: Algorithm, random: Random): Promise<JWK> {
  if (algorithm === 'HS256') return { kty: 'oct', k: newSecret(random) }
  const { privateKey } = await generateKeyPair(algorithm, { extractable: true })
  return exportJWK(privateKey)
}

async function importKey(kid: string, algorithm: Algorithm, jwk: JWK, mac: string): Promise<Key> {
  return {
    kid,
    algorithm,
    ...(await importPair(algorithm, jwk)),
    mac: (text) => createHmac('sha256', mac).update(text).digest('base64url'),
  }
}

async function importPair(algorithm: Algorithm, jwk: JWK): Promise<Pick<Key, 'sign' | 'verify'>> {
  if (algorithm !== 'HS256') {
    const verify = await importVerifier(publicPartOf(jwk), algorithm)
    return { sign: await importJWK(jwk, algorithm), verify }
  }
  // From bytes, which the library would take as well, it would make a key for every token anew.
  const hmac = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('jwk', jwk, hmac, false, ['sign', 'verify'])
  return { sign: key, verify: key }
}

/** A key to verify with. @throws when it is not for signatures of this algorithm, or can be factored */
export async function importVerifier(jwk: JWK, algorithm: string): Promise<Key['verify']> {
  if (jwk.n !== undefined && isRocaModulus(jwk.n)) throw new Error('the modulus can be factored')
  return importJWK(jwk, algorithm)
}

/** The members that a private key has beside its public ones (RFC 7518, 6.2.2 and 6.3.2; RFC 8037). */
const PRIVATE = new Set(['d', 'p', 'q', 'dp', 'dq', 'qi'])

const publicPartOf = (jwk: JWK): JWK =>
  Object.fromEntries(Object.entries(jwk).filter(([name]) => !PRIVATE.has(name)))
