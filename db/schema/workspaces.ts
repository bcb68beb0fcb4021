import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Times are milliseconds; session state runs on the workspace's clock, workspaces on real time. */
export const workspaces = sqliteTable(
  'workspaces',
  {
    /** A hash of the id: the id is the capability, and the database does not hold it. */
    key: text('key').primaryKey(),
    settings: text('settings').notNull(),
    clockOffset: integer('clock_offset').notNull(),
    createdAt: integer('created_at').notNull(),
    lastUsedAt: integer('last_used_at').notNull(),
    /** Counted up by triggers on the keys, so that whoever opens the workspace need not read them. */
    keysVersion: integer('keys_version').notNull().default(0),
  },
  (table) => [index('workspaces_last_used').on(table.lastUsedAt)],
)

/** Whose a row is: it goes with its workspace. */
export const workspace = () =>
  text('workspace')
    .notNull()
    .references(() => workspaces.key, { onDelete: 'cascade' })

/** Everything that a strategy keeps belongs to it alone, in one workspace. */
export const owner = () => ({ workspace: workspace(), strategy: text('strategy').notNull() })
