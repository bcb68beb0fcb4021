import Driver from 'better-sqlite3'
import { getTableColumns, getTableName, type Table } from 'drizzle-orm'
import { z } from 'zod'
import { cutOffs } from '../../db/schema/cut-offs.ts'
import { librarySessions } from '../../db/schema/library-sessions.ts'
import { refreshFamilies } from '../../db/schema/refresh-families.ts'
import { revokedTokens } from '../../db/schema/revoked-tokens.ts'
import { sessions } from '../../db/schema/sessions.ts'
import { versions } from '../../db/schema/versions.ts'
import type { StrategyDefinition } from '../../lib/strategies/contract.ts'

/** Rows by the hundred thousand, written as its store would, but all in one step. */

const tables: Readonly<Record<string, Table>> = {
  sessions,
  revocations: revokedTokens,
  refreshFamilies,
  versions,
  cutOffs,
  librarySessions,
}

/** Where a strategy keeps what grows; none where it keeps nothing. */
export const tablesOf = ({ needs }: StrategyDefinition): Table[] =>
  needs.flatMap((need) => tables[need] ?? [])

interface Rows {
  workspace: string
  strategy: string
  /** When all of them end: milliseconds. */
  expiresAt: number
  count: number
}

/** Ids are drawn at random, as real ones are, so that they lie all over an index. */
function valueOf(name: string, { dataType, notNull }: { dataType: string; notNull: boolean }) {
  if (name === 'workspace' || name === 'strategy' || name === 'expiresAt') return `@${name}`
  if (!notNull) return 'NULL'
  if (dataType === 'number') return name.endsWith('At') ? '@now' : name === 'at' ? '0' : '1'
  if (name === 'device') return "'a browser'"
  return name === 'secretHash' ? 'substr(hex(randomblob(22)), 1, 43)' : 'hex(randomblob(11))'
}

export function fill(path: string, table: Table, { count, ...told }: Rows): void {
  const sqlite = new Driver(path, { timeout: 10_000 })
  // It need not outlive a power cut.
  sqlite.pragma('synchronous = OFF')
  const columns = Object.entries(getTableColumns(table))
  const names = columns.map(([, column]) => `"${column.name}"`).join(', ')
  const values = columns.map(([name, column]) => valueOf(name, column)).join(', ')
  sqlite
    .prepare(
      `INSERT INTO ${getTableName(table)} (${names})
       WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < @count)
       SELECT ${values} FROM n`,
    )
    .run({ ...told, now: Date.now(), count })
  sqlite.pragma('wal_checkpoint(TRUNCATE)')
  sqlite.close()
}

const number = z.number()

/** Bytes that the database holds, and how many rows a table has. */
export function usedBy(path: string): number {
  const sqlite = new Driver(path, { readonly: true })
  const [pages, free, size] = ['page_count', 'freelist_count', 'page_size'].map((name) =>
    number.parse(sqlite.pragma(name, { simple: true })),
  )
  sqlite.close()
  return ((pages ?? 0) - (free ?? 0)) * (size ?? 0)
}

export function rowsOf(path: string, table: Table): number {
  const sqlite = new Driver(path, { readonly: true })
  const rows = sqlite
    .prepare(`SELECT count(*) FROM ${getTableName(table)}`)
    .pluck()
    .get()
  sqlite.close()
  return number.parse(rows)
}
