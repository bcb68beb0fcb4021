import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { openDatabase } from './client.ts'

const rows = z.array(z.object({ sql: z.string() }))

/**
 * The statements that make some of the tables, with their indexes, as all migrations together leave
 * them. Tables come before those that refer to them.
 */
export function statementsFor(tables: readonly string[]): string[] {
  const { db, close } = openDatabase(':memory:')
  try {
    const made: unknown = db.all(
      sql`SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND tbl_name IN ${tables} ORDER BY rowid`,
    )
    return rows.parse(made).map((row) => `${row.sql};`)
  } finally {
    close()
  }
}

const journal = z.object({ entries: z.array(z.object({ when: z.number() })).nonempty() })

/** When the schema was last changed: milliseconds. */
export function lastChange(): number {
  const file = join(process.cwd(), 'db', 'migrations', 'meta', '_journal.json')
  const { entries } = journal.parse(JSON.parse(readFileSync(file, 'utf8')))
  return Math.max(...entries.map(({ when }) => when))
}
