import type { Clock } from '../kernel/clock.ts'
import type { Meter } from '../kernel/meter.ts'
import type { Random } from '../kernel/random.ts'
import type { AccountEventStore } from '../stores/account-events.ts'
import type { Backend } from '../stores/backend.ts'
import type { KeptTable } from '../stores/kept-table.ts'
import type { PasswordResetStore } from '../stores/password-resets.ts'
import type { UserStore } from '../stores/users.ts'
import type { SessionStrategy, StrategyDefinition } from '../strategies/contract.ts'
import type { KeyCache } from '../tokens/key-cache.ts'
import type { KeyRing } from '../tokens/contract.ts'
import type { Sealer } from '../tokens/sealer.ts'
import type { Changes } from './changes.ts'
import type { Settings } from './settings.ts'
import type { ThiefCopies } from './thief-copies.ts'

/** What a workspace is opened with, the same for all workspaces of a server. */
export interface Parts {
  strategies: readonly StrategyDefinition[]
  backend: Backend
  clock: Clock
  random: Random
  sealer: Sealer
  keyCache: KeyCache
  teller: Teller
  changes: Changes
}

/** Who tells strategies of events: one a process. */
export interface Teller {
  id: string
  /** The events that it is telling them of right now. */
  underWay: Set<string>
}

/** A workspace, opened for one request: its settings and time are those of the moment. */
export interface Workspace {
  key: string
  settings: Readonly<Settings>
  /** All that hear of what happens to an account. */
  strategies: readonly StrategyDefinition[]
  clock: Clock
  random: Random
  users: UserStore
  accountEvents: AccountEventStore
  passwordResets: PasswordResetStore
  teller: Teller
  /** Has something begun here that not every strategy has heard of, as far as is known? */
  unfinished: boolean
  /** Is it still there? Somebody may remove it while a request is under way. */
  isThere(): Promise<boolean>
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
