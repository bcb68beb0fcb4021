import { offsetClock, type Clock } from '../kernel/clock.ts'
import { createMeter, metered, type Meter } from '../kernel/meter.ts'
import type { Random } from '../kernel/random.ts'
import { storeAccess, type Backend, type KeptTable, type SessionStores } from '../stores/backend.ts'
import type { UserStore } from '../stores/users.ts'
import type { WorkspaceRecord } from '../stores/workspaces.ts'
import type { Capabilities, SessionStrategy, StrategyDefinition } from '../strategies/contract.ts'
import { createTokens } from '../tokens/jwt.ts'
import { createKeyRing, type KeyCache, type KeyRing } from '../tokens/key-ring.ts'
import type { Sealer } from '../tokens/sealer.ts'
import { lifetimesOf, settingsSchema, type Settings } from './settings.ts'
import { sealedThiefCopies, type ThiefCopies } from './thief-copies.ts'

/** What a workspace is opened with, the same for all workspaces of a server. */
export interface Parts {
  strategies: readonly StrategyDefinition[]
  backend: Backend
  clock: Clock
  random: Random
  sealer: Sealer
  keyCache: KeyCache
}

/** A workspace, opened for one request: its settings and time are those of the moment. */
export interface Workspace {
  key: string
  settings: Settings
  /** All that hear of what happens to an account. */
  strategies: readonly StrategyDefinition[]
  clock: Clock
  random: Random
  users: UserStore
  thiefCopies(): ThiefCopies
  /** A strategy by its id, or the one that the settings name by `active`. */
  findStrategy(id: string): StrategyDefinition | undefined
  /** A strategy over this workspace's stores, everything that it asks of them counted on `meter`. */
  strategy<Strategy extends SessionStrategy>(
    definition: StrategyDefinition<Strategy>,
    meter?: Meter,
  ): Strategy
  /** The keys with which a strategy signs here. */
  ring(definition: StrategyDefinition): KeyRing
  /** What the server keeps of a strategy here. */
  inspect(definition: StrategyDefinition): Promise<KeptTable[]>
}

/** @throws when the stored settings are not settings: the database was changed by other hands */
export function openWorkspace(parts: Parts, record: WorkspaceRecord): Workspace {
  const { backend, strategies, random, sealer } = parts
  const { key } = record
  const settings = settingsSchema.parse(JSON.parse(record.settings))
  const clock = offsetClock(parts.clock, record.clockOffset)
  const users = backend.users(key)

  const ring = ({ id }: StrategyDefinition): KeyRing =>
    createKeyRing({
      name: `${key} ${id}`,
      store: backend.keys(key, id),
      algorithm: settings.algorithm,
      sealer,
      random,
      cache: parts.keyCache,
    })

  /** How each thing that a strategy may need is made: only what it names is. */
  function capabilities(definition: StrategyDefinition, meter: Meter) {
    const scope = { workspace: key, strategy: definition.id, clock }
    let opened: KeyRing | undefined
    const keys = () => (opened ??= ring(definition))
    const counted = <Name extends keyof SessionStores>(name: Name) =>
      metered(backend.stores[name](scope), storeAccess[name], meter)
    return {
      sessions: () => counted('sessions'),
      revocations: () => counted('revocations'),
      refreshFamilies: () => counted('refreshFamilies'),
      versions: () => counted('versions'),
      cutOffs: () => counted('cutOffs'),
      librarySessions: () => counted('librarySessions'),
      accounts: () => metered({ find: (id: string) => users.find(id) }, { find: 'read' }, meter),
      tokens: () =>
        createTokens({
          ring: keys(),
          issuer: `logout-lab/${definition.id}`,
          audience: key,
          clock,
        }),
      keys,
    } satisfies { [Name in keyof Capabilities]: () => Capabilities[Name] }
  }

  return {
    key,
    settings,
    strategies,
    clock,
    random,
    users,
    ring,
    thiefCopies: () => sealedThiefCopies(backend.thiefCopies(key), sealer, key),
    inspect: ({ id }) => backend.inspect(key, id),
    findStrategy(id) {
      const wanted = id === 'active' ? settings.strategy : id
      return strategies.find((strategy) => strategy.id === wanted)
    },
    strategy(definition, meter = createMeter()) {
      const make = capabilities(definition, meter)
      const given = Object.fromEntries(definition.needs.map((need) => [need, make[need]()]))
      // `defineStrategy` ties `create` to `needs`, so what is not in `needs` is never asked for.
      const context = { ...given, clock, random, lifetimes: lifetimesOf(settings) }
      return definition.create(context as Parameters<StrategyDefinition['create']>[0])
    },
  }
}
