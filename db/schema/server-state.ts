import { sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** What belongs to the server itself, and to no workspace. */
export const serverState = sqliteTable('server_state', {
  name: text('name').primaryKey(),
  value: text('value').notNull(),
})
