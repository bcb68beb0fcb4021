import { remembered, type Remembered } from '../kernel/remembered.ts'
import type { KeyRecord } from '../stores/contract.ts'
import type { Key, VerifiedTokens } from './contract.ts'
import { verifiedTokens } from './verified.ts'

/** The records of a ring, as they were when its workspace's keys had been changed so many times. */
export interface RingRecords {
  version: number
  records: readonly KeyRecord[]
}

/** A secret for one purpose, as a text and as the key that it makes. */
export interface Derived {
  secret: string
  key: Key
}

/**
 * What a process remembers of keys, so that none is read, opened or imported twice. None of it says
 * which keys are in force: the version that came with the workspace does.
 */
export interface KeyCache {
  /** By the ring's name. */
  rings: Remembered<RingRecords>
  /** By all that opening depends on: a row copied from elsewhere must not be found opened. */
  keys: Remembered<Key>
  /** The same, for records that are remembered themselves. */
  opened: WeakMap<KeyRecord, Key>
  /** What was derived from a key, by its label. */
  derived: WeakMap<Key, Remembered<Derived>>
  verified: VerifiedTokens
}

export const createKeyCache = (): KeyCache => ({
  rings: remembered(5_000),
  keys: remembered(5_000),
  opened: new WeakMap(),
  derived: new WeakMap(),
  verified: verifiedTokens(),
})
