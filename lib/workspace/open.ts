import { offsetClock } from '../kernel/clock.ts'
import { createMeter, metered, type Meter } from '../kernel/meter.ts'
import { replicatedAccess } from '../stores/contract.ts'
import { storeAccess, type SessionStores } from '../stores/session-stores.ts'
import type { FoundWorkspace } from '../stores/workspaces.ts'
import type {
  Capabilities,
  Context,
  SessionStrategy,
  StrategyDefinition,
} from '../strategies/contract.ts'
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

/** What a strategy's capabilities are made from, for one request. */
interface Making {
  parts: Parts
  workspace: Workspace
  definition: StrategyDefinition
  meter: Meter
  tell: () => void
  ring?: KeyRing
}

type Make<Name extends keyof Capabilities> = (making: Making) => Capabilities[Name]

const counted =
  <Name extends keyof SessionStores>(name: Name) =>
  ({ parts, workspace, definition, meter, tell }: Making): SessionStores[Name] => {
    const { key, clock } = workspace
    const scope = { workspace: key, strategy: definition.id, clock }
    return metered(parts.backend.stores[name](scope), storeAccess[name], meter, tell)
  }

/** The one ring of a request: it reads its keys once. */
const ringOf = (making: Making): KeyRing =>
  (making.ring ??= making.workspace.ring(making.definition))

const accountAccess = { find: 'read' } as const

/** How each thing that a strategy may need is made: only what it names is. */
const make: { [Name in keyof Capabilities]: Make<Name> } = {
  sessions: counted('sessions'),
  revocations: counted('revocations'),
  refreshFamilies: counted('refreshFamilies'),
  versions: counted('versions'),
  cutOffs: counted('cutOffs'),
  librarySessions: counted('librarySessions'),
  replicatedRevocations: ({ parts, workspace, definition, meter, tell }) => {
    const { key, clock, settings } = workspace
    const scope = { workspace: key, strategy: definition.id, clock }
    const store = parts.backend.replicated?.(scope, settings.replicaBound)
    if (!store) throw new Error(`nothing tells all nodes, and ${definition.id} needs it`)
    return metered(store, replicatedAccess, meter, tell)
  },
  accounts: ({ workspace, meter }) =>
    metered<Capabilities['accounts']>(workspace.users, accountAccess, meter),
  tokens: (making) =>
    createTokens({
      ring: ringOf(making),
      issuer: `logout-lab/${making.definition.id}`,
      audience: making.workspace.key,
      clock: making.workspace.clock,
      verified: making.parts.keyCache.verified,
    }),
  keys: ringOf,
}

function contextOf(making: Making): Context<keyof Capabilities> {
  const { clock, random, settings } = making.workspace
  const { deviceLimit, profileBytes } = settings
  const own = { clock, random, lifetimes: lifetimesOf(settings), deviceLimit, profileBytes }
  const context: typeof own & Partial<Record<keyof Capabilities, unknown>> = own
  for (const need of making.definition.needs) context[need] = make[need](making)
  // `defineStrategy` ties `create` to `needs`, so what is not in `needs` is never asked for.
  return context as Context<keyof Capabilities>
}

/** @throws when the stored settings are not settings: the database was changed by other hands */
export function openWorkspace(parts: Parts, record: OpenedBy): Workspace {
  const { backend, strategies, random, sealer, changes } = parts
  const { key } = record
  const settings = storedSettings(record.settings)
  const clock = offsetClock(parts.clock, record.clockOffset)
  const tell = () => changes.tell(key)

  const workspace: Workspace = {
    key,
    settings,
    strategies,
    clock,
    random,
    // Made where they are asked for: most requests want one of them, or none.
    get users() {
      return backend.users(key)
    },
    get accountEvents() {
      // Only what is finished has reached every strategy: there is nothing to see before.
      return telling(backend.accountEvents(key), (call) => call === 'finish', tell)
    },
    get passwordResets() {
      return backend.passwordResets(key)
    },
    teller: parts.teller,
    unfinished: record.unfinished,
    ring: ({ id }) =>
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
      }),
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
      const create = () =>
        definition.create(contextOf({ parts, workspace, definition, meter, tell }))
      if (!workspace.unfinished) return create()
      return untilFinished(create(), create, definition.id, () => settle(workspace), notYet)
    },
  }
  return workspace
}
