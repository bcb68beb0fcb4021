import { openDatabase } from '#db/client.ts'
import { sqliteAsking } from '../stores/sqlite/asking.ts'
import { prune, type StateTable } from '../stores/sqlite/prune.ts'
import type { OpenStores } from './parts.ts'

/**
 * The database alone; rows of `tables` past their end are deleted.
 * @throws when the file cannot be opened, or a migration fails
 */
export async function openFile(path: string, tables: readonly StateTable[]): Promise<OpenStores> {
  const { db, forget, close } = openDatabase(path)
  return {
    db,
    asking: sqliteAsking(forget),
    parts: {},
    prune: (now) => prune(db, tables, now),
    close,
  }
}
