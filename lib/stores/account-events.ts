export const pendingEventTypes = [
  'password-change',
  'password-reset',
  'ban',
  'delete',
  'role-change',
  'force-logout',
  'rekey-account',
  'logout-all-users',
  'rotate-keys',
] as const
export type PendingEventType = (typeof pendingEventTypes)[number]

/**
 * Something that has happened to an account, or to all, and that not every strategy has heard of. It
 * is recorded in one step with the change of the account itself, with all that is needed to finish.
 */
export interface PendingEvent {
  id: string
  type: PendingEventType
  /** The id that living credentials carry, before the change; null for everybody. */
  account: string | null
  /** Whom it happened to, for who asks again by name; null for everybody. */
  username: string | null
  /** Strategies that have not heard of it yet. */
  waiting: readonly string[]
  /** Which process tells them; null where that one has given up. */
  owner: string | null
}

/** What has happened in one workspace and is not finished. */
export interface AccountEventStore {
  /** For what changes no account. What changes one is recorded by `UserStore.change`. */
  record(event: PendingEvent): Promise<void>
  /** In the order in which they were recorded. */
  pending(): Promise<PendingEvent[]>
  /** Takes an event over from an owner; false where it is finished, or somebody else's by now. */
  adopt(id: string, from: string | null, owner: string): Promise<boolean>
  /** Leaves it to whoever comes next, with the strategies that have still to hear of it. */
  release(id: string, owner: string, waiting: readonly string[]): Promise<void>
  /** Forgets a finished event; false where somebody else has taken it over. */
  finish(id: string, owner: string): Promise<boolean>
}
