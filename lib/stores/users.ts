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
  add(user: Pick<User, 'username' | 'id' | 'role' | 'passwordHash'>): Promise<void>
  /** In the order in which they were added. */
  list(): Promise<User[]>
  named(username: string): Promise<User | null>
  find(id: string): Promise<User | null>
  setDisabled(username: string, disabled: boolean): Promise<void>
  setRole(username: string, role: User['role']): Promise<void>
  /** False when the password has changed since `version`: of two changes at once, one is made. */
  setPassword(username: string, passwordHash: string, version: number): Promise<boolean>
  /** Gives the account a new id: what names it by the old one no longer resolves. */
  rekey(username: string, id: string): Promise<void>
  remove(username: string): Promise<void>
}
