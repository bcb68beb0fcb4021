import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { owner } from './workspaces.ts'

/** As the library's adapter keeps them: the token itself, and not a hash of it. */
export const librarySessions = sqliteTable(
  'library_sessions',
  {
    ...owner(),
    token: text('token').notNull(),
    account: text('account').notNull(),
    device: text('device').notNull(),
    signedInAt: integer('signed_in_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspace, table.strategy, table.token] }),
    index('library_sessions_account').on(table.workspace, table.strategy, table.account),
  ],
)
