import { and, eq, gt, sql, type SQL } from 'drizzle-orm'
import type { Database } from '#db/client.ts'
import { prepared, reading, writing } from '#db/prepared.ts'
import { accounts } from '#db/schema/accounts.ts'
import { passwordResets as resets } from '#db/schema/password-resets.ts'
import type { UserChange, UserStore } from '../users.ts'
import { recordEvent } from './account-events.ts'
import { everyColumn, given } from './scope.ts'

const columns = {
  username: accounts.username,
  id: accounts.lookupId,
  role: accounts.role,
  disabled: accounts.disabled,
  passwordHash: accounts.passwordHash,
  passwordVersion: accounts.passwordVersion,
}

const statements = prepared((db) => {
  const mine = eq(accounts.workspace, given('workspace'))
  const find = (which?: SQL) => db.select(columns).from(accounts).where(and(mine, which))
  return {
    add: writing(db, db.insert(accounts).values(everyColumn(accounts)).onConflictDoNothing()),
    list: reading(db, find().orderBy(sql`rowid`)),
    named: reading(db, find(eq(accounts.username, given('username')))),
    find: reading(db, find(eq(accounts.lookupId, given('id')))),
  }
})

export function sqliteUsers(db: Database, workspace: string): UserStore {
  const resetOf = (username: string) =>
    and(eq(resets.workspace, workspace), eq(resets.username, username))
  const called = (username: string) =>
    and(eq(accounts.workspace, workspace), eq(accounts.username, username))
  return {
    async add({ id: lookupId, ...user }) {
      const fresh = { lookupId, disabled: false, passwordVersion: 0 }
      return statements(db).add.run({ ...user, ...fresh, workspace }).changes === 1
    },
    async list() {
      return statements(db).list.all({ workspace })
    },
    async named(username) {
      return statements(db).named.get({ workspace, username }) ?? null
    },
    async find(id) {
      return statements(db).find.get({ workspace, id }) ?? null
    },
    async change({ username, id, passwordVersion, reset }, change, event) {
      const unchanged = and(
        called(username),
        id === undefined ? undefined : eq(accounts.lookupId, id),
        passwordVersion === undefined ? undefined : eq(accounts.passwordVersion, passwordVersion),
      )
      return db.transaction(
        (tx) => {
          if (reset) {
            const { tokenHash, now } = reset
            const inForce = and(
              resetOf(username),
              eq(resets.tokenHash, tokenHash),
              eq(resets.used, false),
              gt(resets.expiresAt, now),
            )
            if (tx.select({ used: resets.used }).from(resets).where(inForce).all().length === 0)
              return false
          }
          const { changes } =
            change === 'removed'
              ? tx.delete(accounts).where(unchanged).run()
              : tx.update(accounts).set(columnsOf(change)).where(unchanged).run()
          if (changes === 0) return false
          if (reset) tx.update(resets).set({ used: true }).where(resetOf(username)).run()
          else if (change === 'removed' || change.passwordHash !== undefined)
            tx.delete(resets).where(resetOf(username)).run()
          if (event) recordEvent(db, workspace, event)
          return true
        },
        { behavior: 'immediate' },
      )
    },
  }
}

const columnsOf = ({ id, passwordHash, ...rest }: Exclude<UserChange, 'removed'>) => ({
  ...rest,
  ...(id !== undefined && { lookupId: id }),
  ...(passwordHash !== undefined && {
    passwordHash,
    passwordVersion: sql`${accounts.passwordVersion} + 1`,
  }),
})
