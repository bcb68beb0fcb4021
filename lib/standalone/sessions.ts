import { workspaces } from '#db/schema/workspaces.ts'
import { systemClock, type Clock } from '../kernel/clock.ts'
import { createMeter, metered, type Meter } from '../kernel/meter.ts'
import { systemRandom, type Random } from '../kernel/random.ts'
import type { Capabilities, SessionStrategy } from '../strategies/contract.ts'
import { defaultLifetimes, type Lifetimes } from '../strategies/lifetimes.ts'
import type { Algorithm } from '../tokens/algorithms.ts'
import { createKeyCache } from '../tokens/key-cache.ts'
import type { KeyRing } from '../tokens/contract.ts'
import { chosen } from './chosen.ts'
import type { OpenStores, Parts, Place } from './parts.ts'

export interface SessionOptions {
  /** What `openStores` has opened; closed with the sessions. */
  stores: OpenStores
  /** Seals the signing keys at rest, for strategies that sign: 32 random characters or more. */
  secret: string
  /** Your users: as one is at this moment, by the id that credentials name it by. */
  accounts: Capabilities['accounts']
  /** Seconds; what is left out has the default. */
  lifetimes?: Partial<Lifetimes>
  /** How many sessions an account may have, where the strategy knows them; 0 for any number. */
  deviceLimit?: number
  /** What new tokens are signed with. */
  algorithm?: Algorithm
  /** Whose sessions these are, where one file serves several: nothing of one opens in another. */
  tenant?: string
  clock?: Clock
  random?: Random
}

/** The sessions of one application under the strategy of this folder. */
export interface Sessions {
  /** The strategy, for one request: keys are read once. What it asks of stores goes on `meter`. */
  strategy(meter?: Meter): SessionStrategy
  /** The signing keys: `retire` is the routine, `rotate` the emergency that ends all they signed. */
  keys(): KeyRing | null
  /** Deletes what has been over for a day, step by step. Call it now and then. */
  prune(): Promise<void>
  close(): void
}

/**
 * Opens the SQLite file, which is made where there is none, or `:memory:`; and what the strategy needs
 * beside it.
 * @throws when the file cannot be opened, or a migration fails; or what is beside it is not there
 */
export const openStores = (file: string): Promise<OpenStores> => chosen.open(file)

/** @throws when the secret is too short */
export function openSessions(options: SessionOptions): Sessions {
  const { stores, secret, accounts, clock = systemClock, random = systemRandom } = options
  const { strategy: definition, parts, ring } = chosen
  if (secret.length < 32) throw new Error('the secret must have at least 32 characters')
  const { tenant = 'app', algorithm = 'HS256', deviceLimit = 0 } = options
  const { db, asking } = stores
  const now = clock.now()
  // Every row belongs to a tenant, and goes with it.
  db.insert(workspaces)
    .values({ key: tenant, settings: '{}', clockOffset: 0, createdAt: now, lastUsedAt: now })
    .onConflictDoNothing()
    .run()
  const lifetimes = { ...defaultLifetimes, ...options.lifetimes }
  const base: Omit<Place, 'meter'> = {
    lifetimes,
    db,
    clock,
    random,
    secret,
    algorithm,
    accounts,
    workspace: tenant,
    strategy: definition.id,
    asking,
    keyCache: createKeyCache(),
  }
  const all: Parts = {
    ...parts,
    ...stores.parts,
    accounts: ({ meter }) => metered(accounts, { find: 'read' }, meter),
  }

  return {
    keys: () => ring?.({ ...base, meter: createMeter() }) ?? null,
    strategy(meter = createMeter()) {
      const made = definition.needs.map((name): [string, unknown] => {
        const make = all[name]
        if (!make) throw new Error(`${definition.id} needs ${name}`)
        return [name, make({ ...base, meter })]
      })
      // `defineStrategy` ties `create` to `needs`, so what is not in `needs` is never asked for.
      const context = {
        ...Object.fromEntries(made),
        clock,
        random,
        lifetimes,
        deviceLimit,
        profileBytes: 0,
      }
      return definition.create(context as Parameters<typeof definition.create>[0])
    },
    prune: () => stores.prune(clock.now()),
    close: () => stores.close(),
  }
}
