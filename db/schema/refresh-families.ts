import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { owner } from './workspaces.ts'

export const refreshFamilies = sqliteTable(
  'refresh_families',
  {
    ...owner(),
    id: text('id').notNull(),
    account: text('account').notNull(),
    device: text('device').notNull(),
    signedInAt: integer('signed_in_at').notNull(),
    generation: integer('generation').notNull(),
    rotatedAt: integer('rotated_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspace, table.strategy, table.id] }),
    index('refresh_families_account').on(table.workspace, table.strategy, table.account),
  ],
)
