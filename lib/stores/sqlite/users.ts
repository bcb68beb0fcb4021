import { and, eq, sql } from 'drizzle-orm'
import type { Database } from '#db/client.ts'
import { prepared } from '#db/prepared.ts'
import { accounts } from '#db/schema.ts'
import type { UserStore } from '../users.ts'

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

export function sqliteUsers(db: Database, workspace: string): UserStore {
  const mine = eq(accounts.workspace, workspace)
  const called = (username: string) => and(mine, eq(accounts.username, username))
  return {
    async add({ id: lookupId, ...user }) {
      const fresh = { lookupId, disabled: false, passwordVersion: 0 }
      db.insert(accounts)
        .values({ ...user, ...fresh, workspace })
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
    async rekey(username, lookupId) {
      db.update(accounts).set({ lookupId }).where(called(username)).run()
    },
    async remove(username) {
      db.delete(accounts).where(called(username)).run()
    },
  }
}
