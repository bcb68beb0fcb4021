import { eq, exists, inArray, lt, sql } from 'drizzle-orm'
import type { PostgresDatabase } from '#db/postgres/client.ts'
import { librarySessions as sessions, workspaces } from '#db/postgres/schema.ts'
import { notForLong, stepByStep } from '../step-by-step.ts'

/** So many go in one statement: one for all would be given up, each time, as too long. */
const WORKSPACES_AT_ONCE = 50
const SESSIONS_AT_ONCE = 1_000

/** What is left of a workspace that is gone is found by nobody. */
export const ofAWorkspace = (db: PostgresDatabase) =>
  exists(
    db
      .select({ is: sql`1` })
      .from(workspaces)
      .where(eq(workspaces.key, sessions.workspace)),
  )

/**
 * With its row goes what refers to it, of which there is little. Sessions do not: who grants one holds the
 * row, so that none comes later, and they go step by step. What is left, should this fail amid it, goes
 * with the next pruning.
 */
export async function removeWorkspace(db: PostgresDatabase, key: string): Promise<void> {
  await db.delete(workspaces).where(eq(workspaces.key, key))
  await notForLong(removeSessions(db, [key]))
}

/** Answers their keys. Of several nodes that do so at once, none waits for another. */
export async function removeIdleWorkspaces(
  db: PostgresDatabase,
  lastUsedAt: number,
): Promise<string[]> {
  const idle = db
    .select({ key: workspaces.key })
    .from(workspaces)
    .where(lt(workspaces.lastUsedAt, lastUsedAt))
    .limit(WORKSPACES_AT_ONCE)
    .for('update', { skipLocked: true })
  const removed: string[] = []
  await stepByStep(WORKSPACES_AT_ONCE, async () => {
    // As an array it is asked for once; within a join, the planner may ask again, and for others.
    const found = await db
      .delete(workspaces)
      .where(sql`${workspaces.key} = ANY(ARRAY(${idle}))`)
      .returning({ key: workspaces.key })
    const keys = found.map(({ key }) => key)
    removed.push(...keys)
    return keys.length
  })
  if (removed.length > 0) await notForLong(removeSessions(db, removed))
  return removed
}

async function removeSessions(db: PostgresDatabase, keys: string[]): Promise<void> {
  const { workspace, strategy, token } = sessions
  const some = db
    .select({ workspace, strategy, token })
    .from(sessions)
    .where(inArray(workspace, keys))
    .limit(SESSIONS_AT_ONCE)
  await stepByStep(SESSIONS_AT_ONCE, async () => {
    const gone = await db
      .delete(sessions)
      .where(sql`(${workspace}, ${strategy}, ${token}) IN ${some}`)
    return gone.rowCount ?? 0
  })
}
