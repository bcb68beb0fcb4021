import { eq, sql } from 'drizzle-orm'
import type { Database } from '#db/client.ts'
import { stateTables } from './inspection.ts'

/** What can befall the tables of session state, done on purpose: for attacks to be played. */

/** Every text of every row of one workspace, as somebody finds them who got at the tables. */
export function leak(db: Database, workspace: string): string[] {
  const texts = Object.values(stateTables).flatMap((table) =>
    // As they were written: the same story finds them in the same order.
    db
      .select()
      .from(table)
      .where(eq(table.workspace, workspace))
      .orderBy(sql`rowid`)
      .all()
      .flatMap(textsIn),
  )
  return [...new Set(texts)]
}

const textsIn = (row: Record<string, string | number | null>): string[] =>
  Object.entries(row).flatMap(([column, value]) =>
    typeof value === 'string' && column !== 'workspace' && column !== 'strategy' ? [value] : [],
  )

/**
 * Takes the tables away, from every workspace in the database and whoever else has it open, until it
 * is ended. Accounts and keys stay: it is session state that no longer answers.
 */
export function outage(db: Database): { end(): Promise<void> } {
  const names = Object.keys(stateTables)
  const rename = (from: (name: string) => string, to: (name: string) => string) =>
    db.transaction((tx) => {
      for (const name of names) {
        tx.run(sql`ALTER TABLE ${sql.identifier(from(name))} RENAME TO ${sql.identifier(to(name))}`)
      }
    })
  const present = (name: string) => name
  const gone = (name: string) => `gone_${name}`
  rename(present, gone)
  return { end: async () => rename(gone, present) }
}
