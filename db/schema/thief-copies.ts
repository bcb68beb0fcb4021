import { primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { owner } from './workspaces.ts'

/** What the lab's thief has copied, sealed: the copy is a working credential. */
export const thiefCopies = sqliteTable(
  'thief_copies',
  { ...owner(), sealed: text('sealed').notNull() },
  (table) => [primaryKey({ columns: [table.workspace, table.strategy] })],
)
