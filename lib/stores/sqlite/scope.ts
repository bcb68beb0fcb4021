import { and, eq, getTableColumns, sql, type Placeholder } from 'drizzle-orm'
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Database } from '#db/client.ts'
import type { Scope as BackendScope } from '../session-stores.ts'

/** Whose state a store holds, and the database that it is in. */
export interface Scope extends BackendScope {
  db: Database
}

/** What a prepared statement is told when it runs. */
export const given = (name: string) => sql.placeholder(name)

/** The rows of one store: `workspace` and `strategy` are told when a statement runs. */
export const mine = (table: { workspace: SQLiteColumn; strategy: SQLiteColumn }) =>
  and(eq(table.workspace, given('workspace')), eq(table.strategy, given('strategy')))

/** A whole row, each column told by its name. */
export function everyColumn<Table extends SQLiteTable>(table: Table) {
  const names = Object.keys(getTableColumns(table))
  // One for each column, and for nothing else.
  return Object.fromEntries(names.map((name) => [name, given(name)])) as {
    [Name in keyof Table['$inferInsert']]-?: Placeholder
  }
}
