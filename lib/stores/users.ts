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
   * Changes an account, or removes it, and records the event that follows from it, in one step.
   * False, and nothing happens, where there is no such account (any more), or its password is no
   * longer the one of `passwordVersion`: of two changes at once, one is made.
   */
  change(
    user: Pick<User, 'username'> & Partial<Pick<User, 'passwordVersion'>>,
    change: UserChange,
    event: PendingEvent | null,
  ): Promise<boolean>
}

export type UserChange =
  /** With a new `id`, what names the account by the old one no longer resolves. */
  Partial<Pick<User, 'id' | 'role' | 'disabled' | 'passwordHash'>> | 'removed'
