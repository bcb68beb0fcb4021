import { metered, type Meter } from '../kernel/meter.ts'
import type { Random } from '../kernel/random.ts'
import { answering, type Asking } from '../stores/answering.ts'
import { storeAccess, type SessionStores } from '../stores/session-stores.ts'
import type { StateTable } from '../stores/sqlite/prune.ts'
import type { Scope } from '../stores/sqlite/scope.ts'
import type { Capabilities, StrategyDefinition } from '../strategies/contract.ts'
import type { Algorithm } from '../tokens/algorithms.ts'
import type { KeyCache } from '../tokens/key-cache.ts'
import type { KeyRing } from '../tokens/contract.ts'

/** Where what a strategy needs is made: in one database, for one tenant. */
export interface Place extends Scope {
  accounts: Capabilities['accounts']
  algorithm: Algorithm
  asking: Asking
  keyCache: KeyCache
  /** The longest for which a token may live. Milliseconds. */
  longest: number
  meter: Meter
  random: Random
  secret: string
}

/** How each thing that a strategy needs is made; only what it names is. */
export type Parts = { [Name in keyof Capabilities]?: (place: Place) => Capabilities[Name] }

/** One strategy with what it stands on, and nothing that it does not need. */
export interface Chosen {
  strategy: StrategyDefinition
  parts: Parts
  /** Its signing keys; null where it has none. */
  ring: ((place: Place) => KeyRing) | null
  /** What it keeps; rows past their end are deleted. */
  tables: readonly StateTable[]
}

/** A store whose failures say that it does not answer, and whose calls are counted. */
export const stored =
  <Name extends keyof SessionStores>(name: Name, open: (scope: Scope) => SessionStores[Name]) =>
  (place: Place): SessionStores[Name] =>
    metered(answering(name, open(place), place.asking), storeAccess[name], place.meter)
