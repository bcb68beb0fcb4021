import { and, eq } from 'drizzle-orm'
import type { Database } from '#db/client.ts'
import * as schema from '#db/schema.ts'
import type { KeptTable } from '../backend.ts'

/** The tables of session state, by the names that they have in the database. */
export const stateTables = {
  sessions: schema.sessions,
  revoked_tokens: schema.revokedTokens,
  cut_offs: schema.cutOffs,
  refresh_families: schema.refreshFamilies,
  versions: schema.versions,
  library_sessions: schema.librarySessions,
} as const

/** Columns that would open a session, or help to: shown by their beginning. */
const SECRET = new Set(['secretHash', 'token'])

const AT_MOST = 20

/** Everything that a strategy keeps in a workspace, for whoever owns the workspace to look at. */
export function inspect(db: Database, workspace: string, strategy: string): KeptTable[] {
  return Object.entries(stateTables).flatMap(([table, columns]) => {
    const mine = and(eq(columns.workspace, workspace), eq(columns.strategy, strategy))
    const rows = db.select().from(columns).where(mine).limit(AT_MOST).all()
    return rows.length > 0 ? [{ table, rows: rows.map(shown) }] : []
  })
}

const shown = (row: Record<string, string | number | null>) =>
  Object.fromEntries(
    Object.entries(row).flatMap(([name, value]) => {
      if (name === 'workspace' || name === 'strategy') return []
      return [[name, SECRET.has(name) ? `${String(value).slice(0, 6)}…` : value]]
    }),
  )
