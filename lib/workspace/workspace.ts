import type { Database } from '#db/client.ts'
import { sqliteUsers, type Users } from '../stores/sqlite/users.ts'
import type { WorkspaceRecord } from '../stores/sqlite/workspaces.ts'
import { offsetClock, type Clock } from '../kernel/clock.ts'
import { createMeter, metered, type AccessTable, type Meter } from '../kernel/meter.ts'
import type { Random } from '../kernel/random.ts'
import { answering } from '../stores/answering.ts'
import {
  cutOffAccess,
  librarySessionAccess,
  refreshFamilyAccess,
  revocationAccess,
  sessionAccess,
  versionAccess,
} from '../stores/contract.ts'
import { sqliteCutOffs } from '../stores/sqlite/cut-offs.ts'
import { sqliteKeys } from '../stores/sqlite/keys.ts'
import { sqliteLibrarySessions } from '../stores/sqlite/library-sessions.ts'
import { sqliteRefreshFamilies } from '../stores/sqlite/refresh-families.ts'
import { sqliteRevocations } from '../stores/sqlite/revocations.ts'
import { sqliteSessions } from '../stores/sqlite/sessions.ts'
import { sqliteVersions } from '../stores/sqlite/versions.ts'
import { createTokens } from '../tokens/jwt.ts'
import { createKeyRing, type KeyCache, type KeyRing } from '../tokens/key-ring.ts'
import type { Sealer } from '../tokens/sealer.ts'
import type { Capabilities, SessionStrategy, StrategyDefinition } from '../strategies/contract.ts'
import { lifetimesOf, settingsSchema, type Settings } from './settings.ts'

/** What a strategy is built from, the same for all workspaces of a server. */
export interface Parts {
  strategies: readonly StrategyDefinition[]
  db: Database
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
  users: Users
  /** A strategy over this workspace's stores, everything that it asks of them counted on `meter`. */
  strategy<Strategy extends SessionStrategy>(
    definition: StrategyDefinition<Strategy>,
    meter?: Meter,
  ): Strategy
  /** The keys with which a strategy signs here. */
  ring(definition: StrategyDefinition): KeyRing
}

/** @throws when the stored settings are not settings: the database was changed by other hands */
export function openWorkspace(parts: Parts, record: WorkspaceRecord): Workspace {
  const settings = settingsSchema.parse(JSON.parse(record.settings))
  const clock = offsetClock(parts.clock, record.clockOffset)
  const users = answering('accounts', sqliteUsers(parts.db, parts.random, record.key))

  const ring = ({ id }: StrategyDefinition): KeyRing =>
    createKeyRing({
      name: `${record.key} ${id}`,
      store: answering('keys', sqliteKeys({ db: parts.db, workspace: record.key, strategy: id })),
      algorithm: settings.algorithm,
      sealer: parts.sealer,
      random: parts.random,
      cache: parts.keyCache,
    })

  /** How each thing that a strategy may need is made: only what it names is. */
  function capabilities(definition: StrategyDefinition, meter: Meter) {
    const scope = { db: parts.db, workspace: record.key, strategy: definition.id, clock }
    const keys = ring(definition)
    /** A store that says when it fails, and whose calls are counted. */
    const counted = <Store extends object>(name: string, store: Store, table: AccessTable<Store>) =>
      metered(answering(name, store), table, meter)
    return {
      sessions: () => counted('sessions', sqliteSessions(scope), sessionAccess),
      revocations: () => counted('revocations', sqliteRevocations(scope), revocationAccess),
      refreshFamilies: () =>
        counted('refresh families', sqliteRefreshFamilies(scope), refreshFamilyAccess),
      versions: () => counted('versions', sqliteVersions(scope), versionAccess),
      cutOffs: () => counted('cut-offs', sqliteCutOffs(scope), cutOffAccess),
      librarySessions: () =>
        counted('library sessions', sqliteLibrarySessions(scope), librarySessionAccess),
      accounts: () => metered({ find: (id: string) => users.find(id) }, { find: 'read' }, meter),
      tokens: () =>
        createTokens({
          ring: keys,
          issuer: `logout-lab/${definition.id}`,
          audience: record.key,
          clock,
        }),
      keys: () => keys,
    } satisfies { [Name in keyof Capabilities]: () => Capabilities[Name] }
  }

  return {
    key: record.key,
    settings,
    strategies: parts.strategies,
    clock,
    users,
    ring,
    strategy(definition, meter = createMeter()) {
      const make = capabilities(definition, meter)
      const given = Object.fromEntries(definition.needs.map((need) => [need, make[need]()]))
      // `defineStrategy` ties `create` to `needs`, so what is not in `needs` is never asked for.
      const context = { ...given, clock, random: parts.random, lifetimes: lifetimesOf(settings) }
      return definition.create(context as Parameters<StrategyDefinition['create']>[0])
    },
  }
}
