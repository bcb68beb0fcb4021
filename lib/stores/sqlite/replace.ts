import type { SQL } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Database } from '#db/client.ts'
import type { Reach } from '../contract.ts'

/**
 * Puts a row in the place of another, or of all that are `theirs`, in one step; false, and nothing is
 * changed, where that other one is not there: whoever was ended meanwhile is replaced by nobody.
 */
export const replaceRow = (
  db: Database,
  table: SQLiteTable,
  { old, theirs }: { old: SQL | undefined; theirs: SQL | undefined },
  reach: Reach,
  insert: (tx: Pick<Database, 'insert'>) => void,
): boolean =>
  db.transaction(
    (tx) => {
      if (tx.delete(table).where(old).run().changes === 0) return false
      if (reach === 'all') tx.delete(table).where(theirs).run()
      insert(tx)
      return true
    },
    { behavior: 'immediate' },
  )
