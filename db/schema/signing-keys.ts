import { primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { owner } from './workspaces.ts'

export const signingKeys = sqliteTable(
  'signing_keys',
  {
    ...owner(),
    algorithm: text('algorithm', { enum: ['HS256', 'ES256', 'EdDSA', 'RS256'] }).notNull(),
    kid: text('kid').notNull(),
    sealed: text('sealed').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspace, table.strategy, table.algorithm] })],
)
