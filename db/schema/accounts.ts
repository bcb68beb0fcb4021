import { integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { workspace } from './workspaces.ts'

export const accounts = sqliteTable(
  'accounts',
  {
    workspace: workspace(),
    username: text('username').notNull(),
    /** What credentials name the account by. An operator can change it. */
    lookupId: text('lookup_id').notNull(),
    role: text('role', { enum: ['member', 'admin'] }).notNull(),
    disabled: integer('disabled', { mode: 'boolean' }).notNull(),
    passwordHash: text('password_hash').notNull(),
    passwordVersion: integer('password_version').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspace, table.username] }),
    uniqueIndex('accounts_lookup').on(table.workspace, table.lookupId),
  ],
)
