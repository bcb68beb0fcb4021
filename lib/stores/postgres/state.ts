import { and, asc, eq, sql } from 'drizzle-orm'
import type { OpenPostgres } from '#db/postgres/client.ts'
import { librarySessions as sessions } from '#db/postgres/schema.ts'
import type { SessionState } from '../backend.ts'
import { prune } from './prune.ts'
import { ofAWorkspace } from './removal.ts'

/** What of session state is here: the sessions of libraries, as their adapters keep them. */
const TABLE = 'library_sessions'
const AWAY = 'gone_library_sessions'

const AT_MOST = 20

export function postgresState({ db, transaction }: OpenPostgres): Omit<SessionState, 'stores'> {
  return {
    async inspect(workspace, strategy) {
      const { token, account, device, signedInAt, expiresAt } = sessions
      const found = await db
        .select({ token, account, device, signedInAt, expiresAt })
        .from(sessions)
        .where(
          and(eq(sessions.workspace, workspace), eq(sessions.strategy, strategy), ofAWorkspace(db)),
        )
        .limit(AT_MOST)
      // What opens a session is shown by its beginning.
      const rows = found.map((row) => ({ ...row, token: `${row.token.slice(0, 6)}…` }))
      return rows.length > 0 ? [{ table: TABLE, rows }] : []
    },
    async leak(workspace) {
      const { token, account, device } = sessions
      const rows = await db
        .select({ token, account, device })
        .from(sessions)
        .where(and(eq(sessions.workspace, workspace), ofAWorkspace(db)))
        // As they were written: the same story finds them in the same order.
        .orderBy(asc(sessions.added))
      return [...new Set(rows.flatMap((row) => Object.values(row)))]
    },
    async outage() {
      const rename = (from: string, to: string) =>
        transaction((tx) =>
          tx.execute(sql`ALTER TABLE ${sql.identifier(from)} RENAME TO ${sql.identifier(to)}`),
        )
      // From every node: until it is ended, whoever asks finds no such table.
      await rename(TABLE, AWAY)
      return {
        async end() {
          await rename(AWAY, TABLE)
        },
      }
    },
    prune: (now) => prune(db, now),
  }
}
