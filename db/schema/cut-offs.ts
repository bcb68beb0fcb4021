import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { owner } from './workspaces.ts'

export const cutOffs = sqliteTable(
  'cut_offs',
  {
    ...owner(),
    /** An account, or '' for everybody. */
    account: text('account').notNull(),
    /** The number or the moment of the cut-off; what came before it is void. */
    at: integer('at').notNull(),
    /** The one token that the cut-off spares. */
    keep: text('keep'),
    expiresAt: integer('expires_at').notNull(),
    /** In everybody's row: the last number, or the last moment of issue, that was given to anybody. */
    latest: integer('latest').notNull().default(0),
    /** In everybody's row: when the last of all tokens that were issued ends. */
    until: integer('until').notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.workspace, table.strategy, table.account] })],
)
