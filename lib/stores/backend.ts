import type { Clock } from '../kernel/clock.ts'
import type { AccountEventStore } from './account-events.ts'
import type { AttemptCounter, AttemptRule } from './attempts.ts'
import type { KeyStore, RevocationStore } from './contract.ts'
import type { KeptTable } from './kept-table.ts'
import type { ServerStateStore } from './server-state.ts'
import type { Scope, SessionStores } from './session-stores.ts'
import type { PasswordResetStore } from './password-resets.ts'
import type { UserStore } from './users.ts'
import type { WorkspaceStore } from './workspaces.ts'

/**
 * The one door to everything that is kept. Whatever is behind it, in one place or in several:
 * - every call is asynchronous, and throws `storeUnavailable` when what it asks does not answer, or
 *   `workspaceGone` when it would keep something of a workspace that has been removed;
 * - times are absolute and ids are passed in: a driver asks neither a clock nor chance;
 * - no call leans on being in one transaction with another.
 */
export interface Backend extends SessionState {
  /** By name, the one that keeps accounts first. */
  engines: readonly string[]
  /** What time it is for all nodes. Absent: each asks its own machine. */
  clock?: Clock
  /** What an operator has accepted against advice, a sentence each; none as a rule. */
  accepted(): readonly string[]
  /**
   * Revocations that every node holds in its memory, fed by all: a check asks nobody, and throws
   * `storeUnavailable` while the memory is older than `bound`, in seconds. Absent: nothing feeds them.
   */
  replicated?: (scope: Scope, bound: number) => RevocationStore
  /** Counts attempts where every node sees them. Absent: each process counts for itself. */
  attempts?: (rule: AttemptRule) => AttemptCounter
  workspaces: WorkspaceStore
  sealed: SealedStore
  serverState: ServerStateStore
  users(workspace: string): UserStore
  accountEvents(workspace: string): AccountEventStore
  passwordResets(workspace: string): PasswordResetStore
  keys(workspace: string, strategy: string): KeyStore
  thiefCopies(workspace: string): ThiefCopyStore
  /** Removes a workspace with all that it holds, in every store. Doing it again does no harm. */
  removeWorkspace(key: string): Promise<void>
  /**
   * Removes those that were last used before `lastUsedAt`, each with all that it holds, and answers
   * their keys: for who keeps something of them elsewhere.
   */
  removeIdleWorkspaces(lastUsedAt: number): Promise<string[]>
  /**
   * The stores that cannot be read and written at this moment, by name; none when all is well. It
   * tries: what could be written an hour ago says nothing. Never throws.
   */
  unavailable(): Promise<string[]>
  close(): Promise<void>
}

/** What strategies keep of sessions. Accounts and keys are no part of it. */
export interface SessionState {
  /** Made one by one, so that a strategy is given nothing but what it needs. */
  stores: { readonly [Name in keyof SessionStores]: (scope: Scope) => SessionStores[Name] }
  /** What a strategy keeps in a workspace, for its owner to look at: secrets only by their beginning. */
  inspect(workspace: string, strategy: string): Promise<KeptTable[]>
  /** Every text that is kept of a workspace, as somebody finds them who got at the tables. */
  leak(workspace: string): Promise<string[]>
  /** Session state of all workspaces no longer answers, on purpose, until the outage is ended. */
  outage(): Promise<{ end(): Promise<void> }>
  /** Deletes what nobody will find again, each row by the clock of its workspace. `now` is real time. */
  prune(now: number): Promise<void>
}

/** What is sealed with the server's secret, of all workspaces, and what tells whether it opens. */
export interface SealedStore {
  /** The first text that was ever sealed here; null until then. */
  canary(): Promise<string | null>
  /** Keeps it, unless there is one. */
  keepCanary(sealed: string): Promise<void>
  /** Signing keys, the latest first. */
  keys(atMost: number): Promise<{ workspace: string; strategy: string; sealed: string }[]>
}

/** What the lab's thief has copied in a workspace, sealed: the copy is a working credential. */
export interface ThiefCopyStore {
  put(strategy: string, sealed: string): Promise<void>
  /** By strategy. */
  all(): Promise<Map<string, string>>
  clear(): Promise<void>
}
