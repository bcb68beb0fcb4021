import { offsetClock } from '../kernel/clock.ts'
import { createMeter, metered, type Meter } from '../kernel/meter.ts'
import { storeAccess, type SessionStores } from '../stores/session-stores.ts'
import type { FoundWorkspace } from '../stores/workspaces.ts'
import type { Capabilities, SessionStrategy, StrategyDefinition } from '../strategies/contract.ts'
import type { KeyRing } from '../tokens/contract.ts'
import { createTokens } from '../tokens/jwt.ts'
import { createKeyRing, keyContext } from '../tokens/key-ring.ts'
import { notYet, settle } from './account-events.ts'
import { telling } from './changes.ts'
import { lifetimesOf, storedSettings } from './settings.ts'
import { sealedThiefCopies } from './thief-copies.ts'
import { untilFinished } from './unfinished.ts'
import type { Parts, Workspace } from './workspace.ts'

/** A workspace's record. Without the version of its keys they are read each time. */
type OpenedBy = Omit<FoundWorkspace, 'createdAt' | 'lastUsedAt' | 'keysVersion'> &
  Partial<Pick<FoundWorkspace, 'keysVersion'>>

/** @throws when the stored settings are not settings: the database was changed by other hands */
export function openWorkspace(parts: Parts, record: OpenedBy): Workspace {
  const { backend, strategies, random, sealer, changes } = parts
  const { key } = record
  const settings = storedSettings(record.settings)
  const clock = offsetClock(parts.clock, record.clockOffset)
  const users = backend.users(key)
  const tell = () => changes.tell(key)

  const ring = ({ id }: StrategyDefinition): KeyRing =>
    createKeyRing({
      name: keyContext({ workspace: key, strategy: id }),
      store: backend.keys(key, id),
      algorithm: settings.algorithm,
      // No token outlives the session that it is for.
      lifetime: settings.sessionTtl * 1000,
      clock,
      sealer,
      random,
      version: record.keysVersion,
      cache: parts.keyCache,
    })

  /** How each thing that a strategy may need is made: only what it names is. */
  function capabilities(definition: StrategyDefinition, meter: Meter) {
    const scope = { workspace: key, strategy: definition.id, clock }
    let opened: KeyRing | undefined
    const keys = () => (opened ??= ring(definition))
    const counted = <Name extends keyof SessionStores>(name: Name) => {
      const table = storeAccess[name]
      const store = telling(backend.stores[name](scope), (call) => table[call] !== 'read', tell)
      return metered(store, table, meter)
    }
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
          verified: parts.keyCache.verified,
        }),
      keys,
    } satisfies { [Name in keyof Capabilities]: () => Capabilities[Name] }
  }

  const workspace: Workspace = {
    key,
    settings,
    strategies,
    clock,
    random,
    users,
    // Only what is finished has reached every strategy: there is nothing to see before.
    accountEvents: telling(backend.accountEvents(key), (call) => call === 'finish', tell),
    passwordResets: backend.passwordResets(key),
    teller: parts.teller,
    unfinished: record.unfinished,
    ring,
    thiefCopies: () => sealedThiefCopies(backend.thiefCopies(key), sealer, key),
    inspect: ({ id }) => backend.inspect(key, id),
    findStrategy(id) {
      const wanted = id === 'active' ? settings.strategy : id
      return strategies.find((strategy) => strategy.id === wanted)
    },
    strategy<Strategy extends SessionStrategy>(
      definition: StrategyDefinition<Strategy>,
      meter = createMeter(),
    ) {
      const create = () => {
        const make = capabilities(definition, meter)
        const given = Object.fromEntries(definition.needs.map((need) => [need, make[need]()]))
        // `defineStrategy` ties `create` to `needs`, so what is not in `needs` is never asked for.
        const { deviceLimit, profileBytes } = settings
        const own = { clock, random, lifetimes: lifetimesOf(settings), deviceLimit, profileBytes }
        const context = { ...given, ...own }
        return definition.create(context as Parameters<StrategyDefinition['create']>[0])
      }
      if (!workspace.unfinished) return create()
      return untilFinished(create(), create, definition.id, () => settle(workspace), notYet)
    },
  }
  return workspace
}
