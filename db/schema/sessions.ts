import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { owner } from './workspaces.ts'

export const sessions = sqliteTable(
  'sessions',
  {
    ...owner(),
    id: text('id').notNull(),
    secretHash: text('secret_hash').notNull(),
    account: text('account').notNull(),
    device: text('device').notNull(),
    signedInAt: integer('signed_in_at').notNull(),
    lastSeenAt: integer('last_seen_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspace, table.strategy, table.id] }),
    index('sessions_account').on(table.workspace, table.strategy, table.account),
  ],
)
