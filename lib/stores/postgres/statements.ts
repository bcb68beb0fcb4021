import { and, eq, getTableColumns, sql, type Placeholder } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'

/** What a prepared statement is told when it runs. */
export const given = (name: string) => sql.placeholder(name)

/** The rows of one store: `workspace` and `strategy` are told when a statement runs. */
export const mine = (table: { workspace: PgColumn; strategy: PgColumn }) =>
  and(eq(table.workspace, given('workspace')), eq(table.strategy, given('strategy')))

/** A whole row, each column told by its name, but those that the database fills in. */
export function everyColumn<Table extends PgTable>(table: Table) {
  const told = Object.entries(getTableColumns(table)).filter(
    ([, column]) => !column.generatedIdentity,
  )
  // One for each column, and for nothing else.
  return Object.fromEntries(told.map(([name]) => [name, given(name)])) as {
    [Name in keyof Table['$inferInsert']]-?: Placeholder
  }
}

/** A text without U+0000, which PostgreSQL knows none of: no row has a name with one. */
export const canBeHeld = (text: string): boolean => !text.includes('\0')
