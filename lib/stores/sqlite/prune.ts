import { sql } from 'drizzle-orm'
import type { Database } from '#db/client.ts'
import {
  cutOffs,
  librarySessions,
  refreshFamilies,
  revokedTokens,
  sessions,
  workspaces,
} from '#db/schema.ts'
import { TOLD_FOR } from './scope.ts'

const tables = [sessions, refreshFamilies, librarySessions, revokedTokens, cutOffs] as const

/**
 * Deletes what nobody needs any more, each row by the clock of its own workspace: a list of revoked
 * tokens stays small because they expire. `now` is real time in milliseconds.
 */
export function prune(db: Database, now: number): void {
  for (const table of tables) {
    const itsNow = sql`${now} + (SELECT ${workspaces.clockOffset} FROM ${workspaces} WHERE ${workspaces.key} = ${table.workspace})`
    db.delete(table)
      .where(sql`${table.expiresAt} + ${TOLD_FOR} <= ${itsNow}`)
      .run()
  }
}
