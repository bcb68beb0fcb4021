import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { owner } from './workspaces.ts'

export const revokedTokens = sqliteTable(
  'revoked_tokens',
  {
    ...owner(),
    tokenId: text('token_id').notNull(),
    expiresAt: integer('expires_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspace, table.strategy, table.tokenId] })],
)
