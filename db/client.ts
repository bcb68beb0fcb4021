import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Driver from 'better-sqlite3'
import { drizzle, type BetterSQLite3Database } from 'drizzle-orm/better-sqlite3'
import { migrate } from 'drizzle-orm/better-sqlite3/migrator'
import * as schema from './schema.ts'

export type Database = BetterSQLite3Database<typeof schema>

export interface OpenDatabase {
  db: Database
  /** Can it be read at this moment? */
  answers(): boolean
  close(): void
}

/** How long a write waits for another process's lock. Milliseconds; the process stands still meanwhile. */
const BUSY_TIMEOUT = 2_000

/**
 * Opens the file (or `:memory:`), making it and its folder, and applies the migrations that it lacks.
 * @throws when the file cannot be opened, or a migration fails
 */
export function openDatabase(path: string): OpenDatabase {
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true })
  const sqlite = new Driver(path, { timeout: BUSY_TIMEOUT })
  sqlite.pragma('journal_mode = WAL')
  // In WAL mode every connection but the one that switched to it would run with NORMAL, which
  // loses acknowledged commits at a power cut: a revocation that was answered must hold.
  sqlite.pragma('synchronous = FULL')
  sqlite.pragma('foreign_keys = ON')
  const db = drizzle({ client: sqlite, schema })
  // From the folder that the server was started in: Next moves this module into a bundle elsewhere.
  migrate(db, { migrationsFolder: join(process.cwd(), 'db', 'migrations') })
  return {
    db,
    answers() {
      try {
        sqlite.prepare('SELECT 1 FROM workspaces LIMIT 1').get()
        return true
      } catch {
        return false
      }
    },
    close: () => sqlite.close(),
  }
}
