import type { Database } from './client.ts'

/**
 * Statements that every request needs are built and prepared once for each database: building them
 * anew costs more than running them.
 */
export function prepared<Statements>(build: (db: Database) => Statements) {
  const known = new WeakMap<Database, Statements>()
  return (db: Database): Statements => {
    const found = known.get(db) ?? build(db)
    known.set(db, found)
    return found
  }
}
