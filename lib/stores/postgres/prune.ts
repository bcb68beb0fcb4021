import { and, asc, eq, isNull, lte, or, sql } from 'drizzle-orm'
import type { PostgresDatabase } from '#db/postgres/client.ts'
import { librarySessions as sessions, workspaces } from '#db/postgres/schema.ts'
import { TOLD_FOR } from '../contract.ts'

/** So many rows are looked at in one statement: one for all would be given up, each time, as too long. */
const AT_ONCE = 1_000

/** The columns of the primary key, in whose order it goes through the table. */
const { workspace, strategy, token } = sessions
const key = sql`(${workspace}, ${strategy}, ${token})`
const keyOf = (row: { workspace: string; strategy: string; token: string }) =>
  sql`(${row.workspace}, ${row.strategy}, ${row.token})`

/**
 * Deletes ended sessions, each by the clock of its own workspace, and what was left of those that are
 * gone, step by step. `now` is real time in milliseconds. Of several nodes that do so at once, none waits
 * for another.
 */
export async function prune(db: PostgresDatabase, now: number): Promise<void> {
  let after = { workspace: '', strategy: '', token: '' }
  for (let isOver = false; !isOver;) {
    const isAfter = sql`${key} > ${keyOf(after)}`
    const [last] = await db
      .select({ workspace, strategy, token })
      .from(sessions)
      .where(isAfter)
      .orderBy(asc(workspace), asc(strategy), asc(token))
      .offset(AT_ONCE - 1)
      .limit(1)
    const ended = db
      .select({ workspace, strategy, token })
      .from(sessions)
      .leftJoin(workspaces, eq(workspaces.key, workspace))
      .where(
        and(
          isAfter,
          last && sql`${key} <= ${keyOf(last)}`,
          // A workspace that is gone has no clock, and nothing that is left to be told.
          or(
            isNull(workspaces.key),
            lte(
              sql`${sessions.expiresAt} + ${TOLD_FOR}::bigint`,
              sql`${now}::bigint + ${workspaces.clockOffset}`,
            ),
          ),
        ),
      )
      .for('update', { of: sessions, skipLocked: true })
    await db.delete(sessions).where(sql`${key} IN ${ended}`)
    if (last) after = last
    else isOver = true
  }
}
