import { and, eq, gt, sql, type SQL } from 'drizzle-orm'
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Database } from '#db/client.ts'
import type { AccountId, Reach, Room } from '../contract.ts'
import { replaceRow } from './replace.ts'
import { insertWithin, tooMany } from './room.ts'
import { everyColumn, given, mine, type Scope } from './scope.ts'

/** What the tables share in which each row is a session. */
type SessionTable = SQLiteTable &
  Record<'workspace' | 'strategy' | 'account' | 'expiresAt', SQLiteColumn>

/** The rows of one name, of one account, and those of it that have not ended. */
export function whichSessions(table: SessionTable, key: SQLiteColumn) {
  const all = mine(table)
  const theirs = and(all, eq(table.account, given('account')))
  const living = and(theirs, gt(table.expiresAt, given('now')))
  return { all, named: and(all, eq(key, given('key'))), theirs, living }
}

/** `counted`: which of the living count for the limit of devices, where not all do. */
export function changingSessions(
  db: Database,
  table: SessionTable,
  { key, counted }: { key: SQLiteColumn; counted?: SQL },
) {
  const { all, named, theirs, living } = whichSessions(table, key)
  const others = sql`${key} IS NOT ${given('except')}`
  return {
    insert: db.insert(table).values(everyColumn(table)).prepare(),
    makeRoom: db
      .delete(table)
      .where(tooMany(table, and(living, counted)))
      .prepare(),
    remove: db.delete(table).where(named).prepare(),
    removeAll: db.delete(table).where(and(all, others)).prepare(),
    removeOf: db.delete(table).where(and(theirs, others)).prepare(),
  }
}

/** What is done to such rows, whatever else a table has: the part that its store need not write. */
export function sessionChanges<Row extends { account: string }>(
  { db, workspace, strategy, clock }: Scope,
  rows: () => ReturnType<typeof changingSessions>,
) {
  const own = { workspace, strategy }
  return {
    async insert(session: Row, room?: Room): Promise<void> {
      const { account } = session
      insertWithin(db, {
        insert: () => rows().insert.run({ ...session, ...own }),
        makeRoom:
          room && (() => rows().makeRoom.run({ ...own, account, now: clock.now(), ...room })),
      })
    },
    async replace(key: string, session: Row, reach: Reach): Promise<boolean> {
      const { account } = session
      return replaceRow(db, reach, {
        removeOld: () => rows().remove.run({ ...own, key }),
        removeTheirs: () => rows().removeOf.run({ ...own, account, except: null }),
        insert: () => rows().insert.run({ ...session, ...own }),
      })
    },
    async remove(key: string): Promise<boolean> {
      return rows().remove.run({ ...own, key }).changes === 1
    },
    async removeOf(account: AccountId | null, except?: string): Promise<void> {
      const spared = { except: except ?? null }
      if (account === null) rows().removeAll.run({ ...own, ...spared })
      else rows().removeOf.run({ ...own, ...spared, account })
    },
  }
}
