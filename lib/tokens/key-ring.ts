import { z } from 'zod'
import type { Clock } from '../kernel/clock.ts'
import { storeUnavailable } from '../kernel/problem.ts'
import type { Random } from '../kernel/random.ts'
import { remembered } from '../kernel/remembered.ts'
import type { KeyRecord, KeyStore } from '../stores/contract.ts'
import type { Algorithm } from './algorithms.ts'
import type { Key, KeyRing } from './contract.ts'
import type { KeyCache } from './key-cache.ts'
import { generateJwk, importKey, secretKey } from './key.ts'
import { newId, newSecret } from './opaque.ts'
import type { Sealer } from './sealer.ts'

/**
 * For how much longer than a token may live its key verifies: the clock tolerance that a library
 * forces, machines whose clocks differ, and what is being signed while keys change. Milliseconds.
 */
export const GRACE_MARGIN = 2 * 60 * 1000

/** What a sealed key is bound to: it opens in its own place alone. */
export const keyContext = (place: { workspace: string; strategy: string }): string =>
  `${place.workspace} ${place.strategy}`

/** How often a key is looked for, and made. */
const ATTEMPTS = 4

/** Keys that are remembered as derived from one of them: an account's may be asked for at any time. */
const DERIVED = 500

const material = z.object({ jwk: z.record(z.string(), z.unknown()), mac: z.string() })

export function createKeyRing(needs: {
  /** Workspace and strategy: what the sealed keys are bound to. */
  name: string
  store: KeyStore
  /** How often the workspace's keys have been changed, where that is known: then they need not be read. */
  version?: number | undefined
  algorithm: Algorithm
  /** The longest for which a token may live under the settings in force. Milliseconds. */
  lifetime: number
  clock: Clock
  sealer: Sealer
  random: Random
  cache: KeyCache
}): KeyRing {
  const { name, store, version, algorithm, clock, sealer, random, cache } = needs
  const lifetime = needs.lifetime + GRACE_MARGIN
  // Read once a request: within it, one answer to "which keys are in use" is enough.
  let records: Promise<readonly KeyRecord[]> | undefined
  const list = () => (records ??= listed())

  async function listed(): Promise<readonly KeyRecord[]> {
    const known = cache.rings.get(name)
    if (known && known.version === version) return known.records
    const found = await store.list()
    if (version !== undefined) cache.rings.set(name, { version, records: found })
    return found
  }

  /** After a change of one's own: whoever opened the workspace before it has to read as well. */
  function changed(): void {
    records = undefined
    cache.rings.forget(name)
  }

  const isInForce = ({ verifiesUntil: end }: KeyRecord) => end === null || clock.now() < end

  async function load(record: KeyRecord): Promise<Key> {
    const opened = cache.opened.get(record)
    if (opened) return opened
    const id = `${name} ${record.kid} ${record.algorithm} ${record.sealed}`
    const key = cache.keys.get(id) ?? (await imported(record))
    cache.keys.set(id, key)
    cache.opened.set(record, key)
    return key
  }

  /** Keys that do not open are an outage: their tokens may be good, if this server could but tell. */
  async function imported({ kid, algorithm: its, sealed }: KeyRecord): Promise<Key> {
    try {
      const { jwk, mac } = material.parse(JSON.parse(sealer.open(sealed, name)))
      return await importKey(kid, its, jwk, mac)
    } catch (error) {
      throw storeUnavailable('keys', error)
    }
  }

  async function keyFor(wanted: Algorithm): Promise<Key> {
    // Whoever rotates in between throws away what was just made: then another is made.
    const before = await list()
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const now = await list()
      mustHoldStill(before, now)
      const record = now.find(
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

  /**
   * A request may have been verified with a key that is thrown away before another one is made: what
   * that key had signed must not be signed anew, so it is an outage, and the next try is refused.
   */
  function mustHoldStill(before: readonly KeyRecord[], now: readonly KeyRecord[]): void {
    const isGone = ({ kid }: KeyRecord) => now.every((record) => record.kid !== kid)
    if (before.some((record) => isInForce(record) && isGone(record)))
      throw storeUnavailable('keys', new Error('the keys were thrown away meanwhile'))
  }

  async function generate(wanted: Algorithm): Promise<void> {
    const jwk = await generateJwk(wanted, random)
    const text = JSON.stringify({ jwk, mac: newSecret(random) })
    // Two first sign-ins at once both come here; the store keeps the first key, and both use it.
    const sealed = sealer.seal(text, name)
    await store.addIfAbsent({ kid: newId(random), algorithm: wanted, sealed, lifetime })
    changed()
  }

  /** Those that secrets are made of, by their number. One of them is in use. */
  async function sources(): Promise<[number, Key][]> {
    await keyFor('HS256')
    const all = (await list()).filter((one) => one.algorithm === 'HS256' && isInForce(one))
    return Promise.all(
      all.map(async (one): Promise<[number, Key]> => [one.number, await load(one)]),
    )
  }

  function derivedFrom(key: Key, label: string): Key {
    const known = cache.derived.get(key) ?? remembered<Key>(DERIVED)
    cache.derived.set(key, known)
    const found = known.get(label) ?? secretKey(secretOf(key, label))
    known.set(label, found)
    return found
  }

  return {
    current: () => keyFor(algorithm),
    async secret(label) {
      return secretOf(await keyFor('HS256'), label)
    },
    async secrets(label) {
      const all = await sources()
      return Object.fromEntries(all.map(([number, key]) => [number, secretOf(key, label)]))
    },
    async derived(label) {
      const all = (await sources()).toSorted(([a], [b]) => b - a)
      return all.map(([, key]) => derivedFrom(key, label))
    },
    async find(kid) {
      const record = (await list()).find((one) => one.kid === kid && isInForce(one))
      return record ? load(record) : null
    },
    async retire() {
      await store.retire(clock.now())
      changed()
    },
    async rotate() {
      const gone = await list()
      await store.removeAll()
      changed()
      for (const { kid, algorithm: its, sealed } of gone) {
        cache.keys.forget(`${name} ${kid} ${its} ${sealed}`)
      }
    },
  }
}

const secretOf = (key: Key, label: string): string => key.mac(`secret ${label}`)
