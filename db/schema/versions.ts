import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { owner } from './workspaces.ts'

export const versions = sqliteTable(
  'versions',
  {
    ...owner(),
    /** An account, or '' for everybody. */
    account: text('account').notNull(),
    version: integer('version').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspace, table.strategy, table.account] })],
)
