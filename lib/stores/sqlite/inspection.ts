import type { Database } from '#db/client.ts'
import { prepared } from '#db/prepared.ts'
import { cutOffs } from '#db/schema/cut-offs.ts'
import { librarySessions } from '#db/schema/library-sessions.ts'
import { refreshFamilies } from '#db/schema/refresh-families.ts'
import { revokedTokens } from '#db/schema/revoked-tokens.ts'
import { sessions } from '#db/schema/sessions.ts'
import { versions } from '#db/schema/versions.ts'
import type { KeptTable } from '../kept-table.ts'
import { mine } from './scope.ts'

/** The tables of session state, by the names that they have in the database. */
export const stateTables = {
  sessions,
  revoked_tokens: revokedTokens,
  cut_offs: cutOffs,
  refresh_families: refreshFamilies,
  versions,
  library_sessions: librarySessions,
} as const

/** Columns that would open a session, or help to: shown by their beginning. */
const SECRET = new Set(['secretHash', 'token'])

const AT_MOST = 20

const statements = prepared((db) =>
  Object.entries(stateTables).map(([table, columns]) => ({
    table,
    rows: db.select().from(columns).where(mine(columns)).limit(AT_MOST).prepare(),
  })),
)

/** Everything that a strategy keeps in a workspace, for whoever owns the workspace to look at. */
export function inspect(db: Database, workspace: string, strategy: string): KeptTable[] {
  return statements(db).flatMap(({ table, rows }) => {
    const found = rows.all({ workspace, strategy })
    return found.length > 0 ? [{ table, rows: found.map(shown) }] : []
  })
}

const shown = (row: Record<string, string | number | null>) =>
  Object.fromEntries(
    Object.entries(row).flatMap(([name, value]) => {
      if (name === 'workspace' || name === 'strategy') return []
      return [[name, SECRET.has(name) ? `${String(value).slice(0, 6)}…` : value]]
    }),
  )
