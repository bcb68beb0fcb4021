import type { RunResult } from 'better-sqlite3'
import { sql, type SQL } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Database } from '#db/client.ts'
import { given } from './scope.ts'

/**
 * The oldest of the rows that count, where they are more than `sessions`. By the order of insertion,
 * which no clock tells.
 */
export const tooMany = (table: SQLiteTable, counting: SQL | undefined): SQL =>
  sql`rowid IN (SELECT rowid FROM ${table} WHERE ${counting} ORDER BY rowid DESC LIMIT -1 OFFSET ${given('sessions')})`

/** Inserts a row and makes room for it in one step: of two at once, the second counts the first. */
export const insertWithin = (
  db: Database,
  { insert, makeRoom }: { insert(): RunResult; makeRoom: (() => RunResult) | undefined },
): void =>
  db.transaction(
    () => {
      insert()
      makeRoom?.()
    },
    { behavior: 'immediate' },
  )
