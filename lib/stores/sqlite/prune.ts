import { sql } from 'drizzle-orm'
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Database } from '#db/client.ts'
import { prepared, reading, writing } from '#db/prepared.ts'
import { workspaces } from '#db/schema/workspaces.ts'
import { betweenSteps } from './between-steps.ts'
import { TOLD_FOR } from '../contract.ts'
import { given } from './scope.ts'

/** A table of session state; where its rows have no end, they stay for as long as their workspace. */
export type StateTable = SQLiteTable & { workspace: SQLiteColumn; expiresAt?: SQLiteColumn }

/** So many rows are looked at in one step: nothing else is done meanwhile, and nobody is to feel it. */
const AT_ONCE = 100

/**
 * Deletes what nobody needs any more, each row by the clock of its own workspace: a list of revoked
 * tokens stays small because they expire. What was left of a workspace that is gone goes as well. Step by
 * step, requests having their turns in between; what comes while it goes on may be left for the next time.
 * `now` is real time in milliseconds.
 */
export async function prune(
  db: Database,
  tables: readonly StateTable[],
  now: number,
): Promise<void> {
  const known = statements(db)
  for (const table of tables) {
    const { lastOfStep, removeEnded } = known.get(table) ?? pruning(db, table)
    known.set(table, { lastOfStep, removeEnded })
    for (let after = 0; after < Number.MAX_SAFE_INTEGER;) {
      const upTo = lastOfStep.get({ after })?.row ?? Number.MAX_SAFE_INTEGER
      const { changes } = removeEnded.run({ after, upTo, now })
      after = upTo
      await betweenSteps(db, changes)
    }
  }
}

const statements = prepared(() => new Map<StateTable, ReturnType<typeof pruning>>())

function pruning(db: Database, table: StateTable) {
  const isAfter = sql`rowid > ${given('after')}`
  const itsNow = sql`${given('now')} + (SELECT ${workspaces.clockOffset} FROM ${workspaces} WHERE ${workspaces.key} = ${table.workspace})`
  // A workspace that is gone has no clock, and nothing that is left to be told.
  const isOver = table.expiresAt
    ? sql`coalesce(${table.expiresAt} + ${TOLD_FOR} <= ${itsNow}, TRUE)`
    : sql`${itsNow} IS NULL`
  return {
    lastOfStep: reading(
      db,
      db
        .select({ row: sql<number>`rowid`.as('row') })
        .from(table)
        .where(isAfter)
        .orderBy(sql`rowid`)
        .limit(1)
        .offset(AT_ONCE - 1),
    ),
    removeEnded: writing(
      db,
      db.delete(table).where(sql`${isAfter} AND rowid <= ${given('upTo')} AND ${isOver}`),
    ),
  }
}
