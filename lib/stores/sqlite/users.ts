import { and, eq, gt, sql, type SQL } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
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
  const resetOf = and(
    eq(resets.workspace, given('workspace')),
    eq(resets.username, given('username')),
  )
  const unchanged = and(
    mine,
    eq(accounts.username, given('username')),
    eq(accounts.lookupId, orAsItIs('id', accounts.lookupId)),
    eq(accounts.passwordVersion, orAsItIs('passwordVersion', accounts.passwordVersion)),
  )
  const find = (which?: SQL) => db.select(columns).from(accounts).where(and(mine, which))
  return {
    add: writing(db, db.insert(accounts).values(everyColumn(accounts)).onConflictDoNothing()),
    list: reading(db, find().orderBy(sql`rowid`)),
    named: reading(db, find(eq(accounts.username, given('username')))),
    find: reading(db, find(eq(accounts.lookupId, given('id')))),
    remove: writing(db, db.delete(accounts).where(unchanged)),
    change: writing(
      db,
      db
        .update(accounts)
        .set({
          lookupId: orAsItIs('newId', accounts.lookupId),
          role: orAsItIs('role', accounts.role),
          disabled: orAsItIs('disabled', accounts.disabled),
          passwordHash: orAsItIs('passwordHash', accounts.passwordHash),
          passwordVersion: sql`${accounts.passwordVersion} + (${given('passwordHash')} IS NOT NULL)`,
        })
        .where(unchanged),
    ),
    resetInForce: reading(
      db,
      db
        .select({ used: resets.used })
        .from(resets)
        .where(
          and(
            resetOf,
            eq(resets.tokenHash, given('tokenHash')),
            eq(resets.used, false),
            gt(resets.expiresAt, given('now')),
          ),
        ),
    ),
    useReset: writing(db, db.update(resets).set({ used: true }).where(resetOf)),
    removeReset: writing(db, db.delete(resets).where(resetOf)),
  }
})

/** What is given, or where that is null what the column has. */
const orAsItIs = (name: string, column: SQLiteColumn) => sql`coalesce(${given(name)}, ${column})`

export function sqliteUsers(db: Database, workspace: string): UserStore {
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
      return statements(db).find.at(workspace, id) ?? null
    },
    async change({ username, id, passwordVersion, reset }, change, event) {
      const rows = statements(db)
      const named = { workspace, username }
      const unchanged = { ...named, id: id ?? null, passwordVersion: passwordVersion ?? null }
      return db.transaction(
        () => {
          if (reset && !rows.resetInForce.get({ ...named, ...reset })) return false
          const { changes } =
            change === 'removed'
              ? rows.remove.run(unchanged)
              : rows.change.run({ ...unchanged, ...changed(change) })
          if (changes === 0) return false
          if (reset) rows.useReset.run(named)
          else if (change === 'removed' || change.passwordHash !== undefined)
            rows.removeReset.run(named)
          if (event) recordEvent(db, workspace, event)
          return true
        },
        { behavior: 'immediate' },
      )
    },
  }
}

const changed = ({ id, role, disabled, passwordHash }: Exclude<UserChange, 'removed'>) => ({
  newId: id ?? null,
  role: role ?? null,
  disabled: disabled === undefined ? null : Number(disabled),
  passwordHash: passwordHash ?? null,
})
