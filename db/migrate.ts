import type Driver from 'better-sqlite3'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { demandOurs } from './unfit.ts'

/** As drizzle keeps it, whose files these are. */
const TABLE = '__drizzle_migrations'

/**
 * Applies the migrations that a file lacks. Looking and applying are one step: of several processes that
 * start at once on a new file, one makes its tables, which drizzle's own migrator does not promise.
 * @throws `Unfit`; or the driver's error; nothing has changed then
 */
export function migrate(sqlite: Driver.Database, migrationsFolder: string): void {
  const migrations = readMigrationFiles({ migrationsFolder })
  const known = migrations.map(({ folderMillis }) => folderMillis)
  const step = sqlite.transaction(() => {
    const tables = sqlite
      .prepare<[], string>(
        `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`,
      )
      .pluck()
      .all()
    const applied = tables.includes(TABLE)
      ? sqlite.prepare<[], number>(`SELECT created_at FROM ${TABLE}`).pluck().all()
      : []
    demandOurs(
      applied,
      known,
      tables.every((name) => name === TABLE),
    )
    sqlite.exec(
      `CREATE TABLE IF NOT EXISTS ${TABLE} (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at numeric)`,
    )
    const note = sqlite.prepare(`INSERT INTO ${TABLE} (hash, created_at) VALUES (?, ?)`)
    for (const { sql, hash, folderMillis } of migrations) {
      if (applied.includes(folderMillis)) continue
      for (const statement of sql) sqlite.exec(statement)
      note.run(hash, folderMillis)
    }
  })
  step.immediate()
}
