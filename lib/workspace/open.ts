import { offsetClock, type Clock } from '../kernel/clock.ts'
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
import { lifetimesOf, storedSettings, type Settings } from './settings.ts'
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
export const openWorkspace = (parts: Parts, record: OpenedBy): Workspace =>
  new Opened(parts, record)

/** A class, since every request opens its workspace anew. */
class Opened implements Workspace {
  readonly key: string
  readonly settings: Readonly<Settings>
  readonly clock: Clock
  readonly unfinished: boolean
  readonly #parts: Parts
  readonly #keysVersion: number | undefined
  /** What the key rings that were asked for are called. */
  readonly #rings: Record<string, string> = {}

  constructor(parts: Parts, record: OpenedBy) {
    this.key = record.key
    this.settings = storedSettings(record.settings)
    this.clock = offsetClock(parts.clock, record.clockOffset)
    this.unfinished = record.unfinished
    this.#parts = parts
    this.#keysVersion = record.keysVersion
  }

  get strategies() {
    return this.#parts.strategies
  }

  get random() {
    return this.#parts.random
  }

  get teller() {
    return this.#parts.teller
  }

  // Made where they are asked for: most requests want one of them, or none.
  get users() {
    return this.#parts.backend.users(this.key)
  }

  get accountEvents() {
    const store = this.#parts.backend.accountEvents(this.key)
    // Only what is finished has reached every strategy: there is nothing to see before.
    return telling(store, (call) => call === 'finish', this.#tell)
  }

  get passwordResets() {
    return this.#parts.backend.passwordResets(this.key)
  }

  ring({ id }: StrategyDefinition): KeyRing {
    const { key, settings, clock } = this
    const { backend, sealer, random, keyCache } = this.#parts
    return createKeyRing({
      name: (this.#rings[id] ??= keyContext({ workspace: key, strategy: id })),
      store: () => backend.keys(key, id),
      algorithm: settings.algorithm,
      // No token outlives the session that it is for.
      lifetime: settings.sessionTtl * 1000,
      clock,
      sealer,
      random,
      version: this.#keysVersion,
      cache: keyCache,
    })
  }

  async isThere() {
    return (await this.#parts.backend.workspaces.find(this.key)) !== null
  }

  thiefCopies() {
    const { backend, sealer } = this.#parts
    return sealedThiefCopies(backend.thiefCopies(this.key), sealer, this.key)
  }

  inspect({ id }: StrategyDefinition) {
    return this.#parts.backend.inspect(this.key, id)
  }

  findStrategy(id: string): StrategyDefinition | undefined {
    const wanted = id === 'active' ? this.settings.strategy : id
    return this.strategies.find((strategy) => strategy.id === wanted)
  }

  strategy<Strategy extends SessionStrategy>(
    definition: StrategyDefinition<Strategy>,
    meter = createMeter(),
  ): Strategy {
    const tell = this.#tell
    const create = () =>
      definition.create(contextOf({ parts: this.#parts, workspace: this, definition, meter, tell }))
    if (!this.unfinished) return create()
    return untilFinished(create(), create, definition.id, () => settle(this), notYet)
  }

  get #tell() {
    const { changes } = this.#parts
    return () => changes.tell(this.key)
  }
}
