import { z } from 'zod'
import type { Clock } from '../kernel/clock.ts'
import { storeUnavailable } from '../kernel/problem.ts'
import type { Random } from '../kernel/random.ts'
import { remembered } from '../kernel/remembered.ts'
import type { KeyRecord, KeyStore } from '../stores/contract.ts'
import type { Algorithm } from './algorithms.ts'
import type { Key, KeyRing } from './contract.ts'
import type { Derived, KeyCache } from './key-cache.ts'
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
export const MOST_DERIVED = 500

const material = z.object({ jwk: z.record(z.string(), z.unknown()), mac: z.string() })

interface Needs {
  /** Workspace and strategy: what the sealed keys are bound to. */
  name: string
  /** Made where it is asked: most requests know the keys. */
  store: () => KeyStore
  /** How often the workspace's keys have been changed, where that is known: then they need not be read. */
  version?: number | undefined
  algorithm: Algorithm
  /** The longest for which a token may live under the settings in force. Milliseconds. */
  lifetime: number
  clock: Clock
  sealer: Sealer
  random: Random
  cache: KeyCache
}

export const createKeyRing = (needs: Needs): KeyRing => new Ring(needs)

/** A class, since every request makes its rings anew. */
class Ring implements KeyRing {
  readonly #needs: Needs
  // Read once a request: within it, one answer to "which keys are in use" is enough.
  #records: readonly KeyRecord[] | undefined
  #reading: Promise<readonly KeyRecord[]> | undefined

  constructor(needs: Needs) {
    this.#needs = needs
  }

  current(): Promise<Key> {
    return this.#keyFor(this.#needs.algorithm)
  }

  async find(kid: string): Promise<Key | null> {
    const all = this.#known() ?? (await this.#list())
    const record = all.find((one) => one.kid === kid && this.#isInForce(one))
    return record ? (this.#opened(record) ?? this.#load(record)) : null
  }

  async secret(label: string): Promise<string> {
    return this.#derivedFrom(await this.#keyFor('HS256'), label).secret
  }

  async secrets(label: string): Promise<Record<number, string>> {
    const all = await this.#sources()
    return Object.fromEntries(
      all.map(([number, key]) => [number, this.#derivedFrom(key, label).secret]),
    )
  }

  async derived(label: string): Promise<Key[]> {
    const all = await this.#sources()
    return all.map(([, key]) => this.#derivedFrom(key, label).key)
  }

  async retire(): Promise<void> {
    const { store, clock } = this.#needs
    await store().retire(clock.now())
    this.#changed()
  }

  async rotate(): Promise<void> {
    const { store, cache, name } = this.#needs
    const gone = await this.#list()
    await store().removeAll()
    this.#changed()
    for (const { kid, algorithm: its, sealed } of gone) {
      cache.keys.forget(`${name} ${kid} ${its} ${sealed}`)
    }
  }

  /** As far as they need not be read: every request comes here, and most go no further. */
  #known(): readonly KeyRecord[] | undefined {
    if (this.#records || this.#reading) return this.#records
    const { cache, name, version } = this.#needs
    const latest = cache.rings.get(name)
    if (latest && latest.version === version) this.#records = latest.records
    return this.#records
  }

  async #list(): Promise<readonly KeyRecord[]> {
    return this.#known() ?? (this.#reading ??= this.#listed())
  }

  async #listed(): Promise<readonly KeyRecord[]> {
    const { store, cache, name, version } = this.#needs
    const found = await store().list()
    if (version !== undefined) cache.rings.set(name, { version, records: found })
    return found
  }

  /** After a change of one's own: whoever opened the workspace before it has to read as well. */
  #changed(): void {
    this.#records = undefined
    this.#reading = undefined
    this.#needs.cache.rings.forget(this.#needs.name)
  }

  #isInForce({ verifiesUntil: end }: KeyRecord): boolean {
    return end === null || this.#needs.clock.now() < end
  }

  #opened(record: KeyRecord): Key | undefined {
    return this.#needs.cache.opened.get(record)
  }

  async #load(record: KeyRecord): Promise<Key> {
    const { cache, name } = this.#needs
    const id = `${name} ${record.kid} ${record.algorithm} ${record.sealed}`
    const key = cache.keys.get(id) ?? (await this.#imported(record))
    cache.keys.set(id, key)
    cache.opened.set(record, key)
    return key
  }

  /** Keys that do not open are an outage: their tokens may be good, if this server could but tell. */
  async #imported({ kid, algorithm: its, sealed }: KeyRecord): Promise<Key> {
    const { sealer, name } = this.#needs
    try {
      const { jwk, mac } = material.parse(JSON.parse(sealer.open(sealed, name)))
      return await importKey(kid, its, jwk, mac)
    } catch (error) {
      throw storeUnavailable('keys', error)
    }
  }

  /** The key to sign with, where nothing has to be read, opened, made or lengthened for it. */
  #atHand(wanted: Algorithm): Key | undefined {
    const record = this.#known()?.find((one) => isCurrent(one, wanted))
    return record && record.lifetime >= this.#lifetime ? this.#opened(record) : undefined
  }

  async #keyFor(wanted: Algorithm): Promise<Key> {
    return this.#atHand(wanted) ?? this.#madeFor(wanted)
  }

  async #madeFor(wanted: Algorithm): Promise<Key> {
    const { store } = this.#needs
    const lifetime = this.#lifetime
    // Whoever rotates in between throws away what was just made: then another is made.
    const before = this.#known() ?? (await this.#list())
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const now = this.#known() ?? (await this.#list())
      this.#mustHoldStill(before, now)
      const record = now.find((one) => isCurrent(one, wanted))
      if (record) {
        if (record.lifetime < lifetime) await store().lengthen(record.kid, lifetime)
        return this.#opened(record) ?? this.#load(record)
      }
      await this.#generate(wanted)
    }
    throw storeUnavailable('keys', new Error('the key ring is rotated again and again'))
  }

  get #lifetime(): number {
    return this.#needs.lifetime + GRACE_MARGIN
  }

  /**
   * A request may have been verified with a key that is thrown away before another one is made: what
   * that key had signed must not be signed anew, so it is an outage, and the next try is refused.
   */
  #mustHoldStill(before: readonly KeyRecord[], now: readonly KeyRecord[]): void {
    const isGone = ({ kid }: KeyRecord) => now.every((record) => record.kid !== kid)
    if (before.some((record) => this.#isInForce(record) && isGone(record)))
      throw storeUnavailable('keys', new Error('the keys were thrown away meanwhile'))
  }

  async #generate(wanted: Algorithm): Promise<void> {
    const { random, sealer, store, name } = this.#needs
    const jwk = await generateJwk(wanted, random)
    const text = JSON.stringify({ jwk, mac: newSecret(random) })
    // Two first sign-ins at once both come here; the store keeps the first key, and both use it.
    const sealed = sealer.seal(text, name)
    const fresh = { kid: newId(random), algorithm: wanted, sealed, lifetime: this.#lifetime }
    await store().addIfAbsent(fresh)
    this.#changed()
  }

  /** Those that secrets are made of, by their number, the latest first: it is the one in use. */
  async #sources(): Promise<[number, Key][]> {
    if (!this.#atHand('HS256')) await this.#madeFor('HS256')
    const all: [number, Key][] = []
    for (const record of this.#known() ?? (await this.#list())) {
      if (record.algorithm !== 'HS256' || !this.#isInForce(record)) continue
      all.push([record.number, this.#opened(record) ?? (await this.#load(record))])
    }
    return all
  }

  #derivedFrom(key: Key, label: string): Derived {
    const { derived } = this.#needs.cache
    const known = derived.get(key)
    const found = known?.get(label)
    if (found) return found
    const secret = key.mac(`secret ${label}`)
    const made = { secret, key: secretKey(secret) }
    const keys = known ?? remembered<Derived>(MOST_DERIVED)
    derived.set(key, keys)
    keys.set(label, made)
    return made
  }
}

const isCurrent = ({ algorithm, verifiesUntil }: KeyRecord, wanted: Algorithm): boolean =>
  algorithm === wanted && verifiesUntil === null
