import type { Scheduler } from 'fast-check'
import type { Backend } from '#lib/stores/backend.ts'
import type { StoreName } from '#lib/stores/conformance/every-call.ts'
import type { StrategyDefinition } from '#lib/strategies/contract.ts'
import type { Settings } from '#lib/workspace/settings.ts'
import type { Clocks } from './clocks.ts'
import type { Entry, Grant, Reset } from './log.ts'
import type { Operation } from './operations.ts'

/** What histories are played on: two processes on one database, each of which can be killed. */
export interface Machines {
  clocks: Clocks
  /** What is kept, for who looks at it from outside, whom no outage keeps away. */
  backend: Backend
  /** A new workspace: its id, and the key that it is kept under. */
  create(settings: Settings): Promise<{ id: string; key: string }>
  isUp(process: number): boolean
  /**
   * Does what an operation says, and notes what came of it.
   * @throws `storeUnavailable` for an outage: nobody knows whether it has happened
   */
  ask(asked: Asked): Promise<void>
  /** One store does not answer, whoever asks. */
  outage: { lose(store: StoreName): void; mend(): void }
  /** Ends it wherever it is, and starts it again. `choice`: in which way. */
  kill(process: number, choice: number): Promise<void>
  /** Runs lanes side by side; the scheduler chooses who goes on, where that can be chosen. */
  together(scheduler: Scheduler, lanes: readonly (() => Promise<void>)[]): Promise<void>
}

/** An account, as who looks at it from outside sees it. */
export interface Truth {
  passwordHash: string
  passwordVersion: number
}

/** What an operation has to do with: everything that a request would bring with it. */
export interface Asked {
  operation: Operation
  entry: Entry
  workspace: string
  strategy: StrategyDefinition
  /** Of the device that is to be ended. */
  other: string | undefined
  /** The account as it is, whatever stores do not answer. */
  truth(): Promise<Truth | null>
  keep(entry: Entry, granted: Omit<Grant, 'by' | 'issuedOn' | 'device'>): void
  keepReset(entry: Entry, offered: Pick<Reset, 'token' | 'expiresAt'>): void
}
