import { isNull } from 'drizzle-orm'
import { integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { owner } from './workspaces.ts'

export const signingKeys = sqliteTable(
  'signing_keys',
  {
    ...owner(),
    algorithm: text('algorithm', { enum: ['HS256', 'ES256', 'EdDSA', 'RS256'] }).notNull(),
    kid: text('kid').notNull(),
    sealed: text('sealed').notNull(),
    /** Counts the keys of a ring. */
    number: integer('number').notNull(),
    /** The longest for which anything that it signed may live. */
    lifetime: integer('lifetime').notNull(),
    /** Null while it signs; then until when what it signed is verified. */
    verifiesUntil: integer('verifies_until'),
  },
  (table) => [
    primaryKey({ columns: [table.workspace, table.strategy, table.kid] }),
    uniqueIndex('signing_keys_current')
      .on(table.workspace, table.strategy, table.algorithm)
      .where(isNull(table.verifiesUntil)),
  ],
)
