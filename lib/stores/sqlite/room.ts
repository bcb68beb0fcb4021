import { sql, type SQL } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Database } from '#db/client.ts'
import type { Room } from '../contract.ts'

/**
 * Inserts a row, and deletes the oldest of those that then are too many, in one step: of two at once,
 * the second counts the first. By the order of insertion, which no clock tells. `inForce`: the rows
 * of the account that count.
 */
export const insertWithin = (
  db: Database,
  table: SQLiteTable,
  room: Room | undefined,
  inForce: SQL | undefined,
  insert: (tx: Pick<Database, 'insert'>) => void,
): void =>
  db.transaction(
    (tx) => {
      insert(tx)
      if (!room) return
      const tooMany = sql`SELECT rowid FROM ${table} WHERE ${inForce} ORDER BY rowid DESC LIMIT -1 OFFSET ${room.sessions}`
      tx.delete(table)
        .where(sql`rowid IN (${tooMany})`)
        .run()
    },
    { behavior: 'immediate' },
  )
