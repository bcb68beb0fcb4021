import type { Database } from '#db/client.ts'
import { metered, type Meter } from '../kernel/meter.ts'
import type { Random } from '../kernel/random.ts'
import { answering, type Asking } from '../stores/answering.ts'
import { storeAccess, type SessionStores } from '../stores/session-stores.ts'
import type { Scope } from '../stores/sqlite/scope.ts'
import type { Capabilities, StrategyDefinition } from '../strategies/contract.ts'
import type { Lifetimes } from '../strategies/lifetimes.ts'
import type { Algorithm } from '../tokens/algorithms.ts'
import type { KeyCache } from '../tokens/key-cache.ts'
import type { KeyRing } from '../tokens/contract.ts'

/** Where what a strategy needs is made: in one database, for one tenant. */
export interface Place extends Scope {
  accounts: Capabilities['accounts']
  algorithm: Algorithm
  asking: Asking
  keyCache: KeyCache
  lifetimes: Lifetimes
  meter: Meter
  random: Random
  secret: string
}

/** How each thing that a strategy needs is made; only what it names is. */
export type Parts = { [Name in keyof Capabilities]?: (place: Place) => Capabilities[Name] }

/** What sessions are kept in, and is open. */
export interface OpenStores {
  db: Database
  asking: Asking
  /** What is made of more than the database. */
  parts: Parts
  /** Deletes what has been over for a day. `now` in milliseconds. */
  prune(now: number): Promise<void>
  close(): void
}

/** One strategy with what it stands on, and nothing that it does not need. */
export interface Chosen {
  strategy: StrategyDefinition
  /** Opens the database, a file or `:memory:`, and what it needs beside it. */
  open(file: string): Promise<OpenStores>
  parts: Parts
  /** Its signing keys; null where it has none. */
  ring: ((place: Place) => KeyRing) | null
}

/** A store whose failures say that it does not answer, and whose calls are counted. */
export const stored =
  <Name extends keyof SessionStores>(name: Name, open: (scope: Scope) => SessionStores[Name]) =>
  (place: Place): SessionStores[Name] =>
    metered(answering(name, open(place), place.asking), storeAccess[name], place.meter)
