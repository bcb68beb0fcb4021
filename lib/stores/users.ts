import type { PendingEvent } from './account-events.ts'

export interface User {
  username: string
  /** What credentials name the account by. */
  id: string
  role: 'member' | 'admin'
  disabled: boolean
  passwordHash: string
  /** Grows with each change of the password. */
  passwordVersion: number
}

/** The users of one workspace. */
export interface UserStore {
  /** False where the name or the id is taken. */
  add(user: Pick<User, 'username' | 'id' | 'role' | 'passwordHash'>): Promise<boolean>
  /** In the order in which they were added. */
  list(): Promise<User[]>
  named(username: string): Promise<User | null>
  find(id: string): Promise<User | null>
  /**
   * Changes an account, or removes it, and records the event that follows from it, in one step. With
   * another password, or none, a reset that was asked for is void; one by which the password is
   * changed is used up. False, and nothing happens, where there is no such account (any more), its id
   * or its password is no longer the one that is given, or the reset is not in force: of two changes
   * at once, one is made.
   */
  change(
    user: Pick<User, 'username'> &
      Partial<Pick<User, 'id' | 'passwordVersion'>> & { reset?: ResetInForce },
    change: UserChange,
    event: PendingEvent | null,
  ): Promise<boolean>
}

/** By its hash, at this moment (milliseconds). */
export interface ResetInForce {
  tokenHash: string
  now: number
}

export type UserChange =
  /** With a new `id`, what names the account by the old one no longer resolves. */
  Partial<Pick<User, 'id' | 'role' | 'disabled' | 'passwordHash'>> | 'removed'
