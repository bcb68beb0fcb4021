import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { workspace } from './workspaces.ts'

/** One for each account: what is sent to somebody who has forgotten the password. */
export const passwordResets = sqliteTable(
  'password_resets',
  {
    workspace: workspace(),
    username: text('username').notNull(),
    /** The token itself is in the hands of whoever asked for it. */
    tokenHash: text('token_hash').notNull(),
    expiresAt: integer('expires_at').notNull(),
    used: integer('used', { mode: 'boolean' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspace, table.username] })],
)
