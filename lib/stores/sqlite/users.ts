import { and, eq, sql } from 'drizzle-orm'
import type { Database } from '#db/client.ts'
import { prepared } from '#db/prepared.ts'
import { accounts } from '#db/schema.ts'
import type { Random } from '../../kernel/random.ts'
import { newId } from '../../tokens/opaque.ts'

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
export interface Users {
  add(user: Pick<User, 'username' | 'role' | 'passwordHash'>): Promise<void>
  list(): Promise<User[]>
  named(username: string): Promise<User | null>
  find(id: string): Promise<User | null>
  setDisabled(username: string, disabled: boolean): Promise<void>
  setRole(username: string, role: User['role']): Promise<void>
  /** False when the password has changed since `version`: of two changes at once, one is made. */
  setPassword(username: string, passwordHash: string, version: number): Promise<boolean>
  /** Gives the account a new id: what names it by the old one no longer resolves. */
  rekey(username: string): Promise<void>
  remove(username: string): Promise<void>
}

const columns = {
  username: accounts.username,
  id: accounts.lookupId,
  role: accounts.role,
  disabled: accounts.disabled,
  passwordHash: accounts.passwordHash,
  passwordVersion: accounts.passwordVersion,
}

const statements = prepared((db) => {
  const inWorkspace = eq(accounts.workspace, sql.placeholder('workspace'))
  const byName = and(inWorkspace, eq(accounts.username, sql.placeholder('username')))
  const byId = and(inWorkspace, eq(accounts.lookupId, sql.placeholder('id')))
  return {
    named: db.select(columns).from(accounts).where(byName).prepare(),
    find: db.select(columns).from(accounts).where(byId).prepare(),
  }
})

export function sqliteUsers(db: Database, random: Random, workspace: string): Users {
  const mine = eq(accounts.workspace, workspace)
  const called = (username: string) => and(mine, eq(accounts.username, username))
  return {
    async add(user) {
      const fresh = { lookupId: newId(random), disabled: false, passwordVersion: 0 }
      db.insert(accounts)
        .values({ workspace, ...user, ...fresh })
        .run()
    },
    async list() {
      return db
        .select(columns)
        .from(accounts)
        .where(mine)
        .orderBy(sql`rowid`)
        .all()
    },
    async named(username) {
      return statements(db).named.get({ workspace, username }) ?? null
    },
    async find(id) {
      return statements(db).find.get({ workspace, id }) ?? null
    },
    async setDisabled(username, disabled) {
      db.update(accounts).set({ disabled }).where(called(username)).run()
    },
    async setRole(username, role) {
      db.update(accounts).set({ role }).where(called(username)).run()
    },
    async setPassword(username, passwordHash, version) {
      const unchanged = and(called(username), eq(accounts.passwordVersion, version))
      const result = db
        .update(accounts)
        .set({ passwordHash, passwordVersion: version + 1 })
        .where(unchanged)
        .run()
      return result.changes === 1
    },
    async rekey(username) {
      db.update(accounts)
        .set({ lookupId: newId(random) })
        .where(called(username))
        .run()
    },
    async remove(username) {
      db.delete(accounts).where(called(username)).run()
    },
  }
}
