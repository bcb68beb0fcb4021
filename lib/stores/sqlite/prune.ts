import { sql } from 'drizzle-orm'
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Database } from '#db/client.ts'
import { prepared, writing } from '#db/prepared.ts'
import { workspaces } from '#db/schema/workspaces.ts'
import { given, TOLD_FOR } from './scope.ts'

/** A table of session state; where its rows have no end, they stay for as long as their workspace. */
export type StateTable = SQLiteTable & { workspace: SQLiteColumn; expiresAt?: SQLiteColumn }

/**
 * Deletes what nobody needs any more, each row by the clock of its own workspace: a list of revoked
 * tokens stays small because they expire. `now` is real time in milliseconds.
 */
export function prune(db: Database, tables: readonly StateTable[], now: number): void {
  const known = statements(db)
  for (const table of tables) {
    if (!table.expiresAt) continue
    const ended = known.get(table) ?? deletingEnded(db, table, table.expiresAt)
    known.set(table, ended)
    ended.run({ now })
  }
}

const statements = prepared(() => new Map<StateTable, ReturnType<typeof deletingEnded>>())

function deletingEnded(db: Database, table: StateTable, expiresAt: SQLiteColumn) {
  const itsNow = sql`${given('now')} + (SELECT ${workspaces.clockOffset} FROM ${workspaces} WHERE ${workspaces.key} = ${table.workspace})`
  return writing(db, db.delete(table).where(sql`${expiresAt} + ${TOLD_FOR} <= ${itsNow}`))
}
