import { existsSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Driver from 'better-sqlite3'
import { drizzle, type BetterSQLite3Database } from 'drizzle-orm/better-sqlite3'
import { migrate } from './migrate.ts'

export type Database = BetterSQLite3Database & { $client: Driver.Database }

export interface OpenDatabase {
  db: Database
  /** @throws when what rests on the disk is damaged, as far as its structure tells */
  inspect(): void
  /** Lets go of what was read: the next call reads it from the disk. */
  forget(): void
  /** Everything is in the one file then, unless another process has it open. */
  close(): void
}

/**
 * How long the start, and the end, wait for another process's lock. Milliseconds; the process stands
 * still meanwhile, so in between a lock is an error at once, and whoever meets it asks again later.
 */
const BUSY_TIMEOUT = 2_000

/**
 * How much of the file may be kept in memory, in KiB. The engine's own 2 MB are the pages on the way
 * to some hundred of a million sessions: more than these in use, and each check reads the disk.
 */
const CACHE = 64 * 1024

/**
 * Opens the file (or `:memory:`), making it and its folder, and applies the migrations that it lacks.
 * @throws `Unfit` when the file is of something else; when it cannot be opened, or a migration fails
 */
export function openDatabase(path: string): OpenDatabase {
  const inMemory = path === ':memory:'
  if (!inMemory) makeFolder(dirname(path))
  const sqlite = new Driver(path, { timeout: BUSY_TIMEOUT })
  try {
    const db = prepare(sqlite)
    sqlite.pragma('busy_timeout = 0')
    return {
      db,
      inspect: () => (inMemory ? undefined : inspect(path)),
      forget: () => void sqlite.pragma('shrink_memory'),
      close: () => close(sqlite),
    }
  } catch (error) {
    sqlite.close()
    throw error
  }
}

function prepare(sqlite: Driver.Database): Database {
  sqlite.pragma('journal_mode = WAL')
  // In WAL mode every connection but the one that switched to it would run with NORMAL, which
  // loses acknowledged commits at a power cut: a revocation that was answered must hold.
  sqlite.pragma('synchronous = FULL')
  sqlite.pragma('foreign_keys = ON')
  sqlite.pragma(`cache_size = -${CACHE}`)
  // From the folder that the server was started in: Next moves this module into a bundle elsewhere.
  migrate(sqlite, join(process.cwd(), 'db', 'migrations'))
  return drizzle({ client: sqlite })
}

/** On a connection of its own, which has not read anything yet. */
function inspect(path: string): void {
  const fresh = new Driver(path, { readonly: true, timeout: 0 })
  try {
    const found: unknown = fresh.pragma('quick_check(1)', { simple: true })
    if (found === 'ok') return
    throw Object.assign(new Error('the database is damaged'), { code: 'SQLITE_CORRUPT' })
  } finally {
    fresh.close()
  }
}

function close(sqlite: Driver.Database): void {
  if (!sqlite.open) return
  try {
    sqlite.pragma(`busy_timeout = ${BUSY_TIMEOUT}`)
    sqlite.pragma('wal_checkpoint(TRUNCATE)')
  } catch {
    // What cannot be written back stays in the file beside it, and is read from there.
  }
  sqlite.close()
}

/** One by one: in places such as /proc, Node's own recursion never ends. */
function makeFolder(path: string): void {
  if (existsSync(path)) return
  makeFolder(dirname(path))
  try {
    mkdirSync(path)
  } catch (error) {
    // Another process was faster.
    if (!existsSync(path)) throw error
  }
}
