import { primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { workspace } from './workspaces.ts'

/** What has happened to accounts and has not reached every strategy. */
export const accountEvents = sqliteTable(
  'account_events',
  {
    workspace: workspace(),
    id: text('id').notNull(),
    type: text('type').notNull(),
    /** By id and by name; null for everybody. */
    account: text('account'),
    username: text('username'),
    /** The strategies that have not heard of it, as JSON. */
    waiting: text('waiting').notNull(),
    /** The process that tells them; null where none does. */
    owner: text('owner'),
  },
  (table) => [primaryKey({ columns: [table.workspace, table.id] })],
)
