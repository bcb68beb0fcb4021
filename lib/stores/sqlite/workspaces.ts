import { and, count, eq, getTableColumns, inArray, lt, lte, sql } from 'drizzle-orm'
import type { Database } from '#db/client.ts'
import { prepared, reading, writing } from '#db/prepared.ts'
import { accountEvents } from '#db/schema/account-events.ts'
import { workspaces } from '#db/schema/workspaces.ts'
import type { WorkspaceStore } from '../workspaces.ts'
import { betweenSteps } from './between-steps.ts'
import { everyColumn } from './scope.ts'

const byKey = eq(workspaces.key, sql.placeholder('key'))
const unfinished = sql<number>`EXISTS (SELECT 1 FROM ${accountEvents} WHERE ${accountEvents.workspace} = ${workspaces.key})`
const later = sql`${workspaces.clockOffset} + ${sql.placeholder('ms')}`

const statements = prepared((db) => ({
  insert: writing(db, db.insert(workspaces).values(everyColumn(workspaces))),
  remove: writing(db, db.delete(workspaces).where(byKey)),
  // In one read with the workspace itself, since every request wants to know.
  find: reading(
    db,
    db
      .select({ ...getTableColumns(workspaces), unfinished: unfinished.as('unfinished') })
      .from(workspaces)
      .where(byKey),
  ),
  removeIdle: db
    .delete(workspaces)
    .where(
      inArray(
        workspaces.key,
        db
          .select({ key: workspaces.key })
          .from(workspaces)
          .where(lt(workspaces.lastUsedAt, sql.placeholder('lastUsedAt')))
          .limit(AT_ONCE),
      ),
    )
    .returning({ key: workspaces.key })
    .prepare(),
  // Scenarios move their clocks more often than they do anything else.
  advance: db
    .update(workspaces)
    .set({ clockOffset: later })
    .where(and(byKey, lte(later, sql.placeholder('furthest'))))
    .returning({ clockOffset: workspaces.clockOffset })
    .prepare(),
}))

export function sqliteWorkspaces(db: Database): WorkspaceStore {
  return {
    async insert(workspace) {
      statements(db).insert.run({ ...workspace, keysVersion: 0 })
    },
    async find(key) {
      const found = statements(db).find.at(key)
      return found ? { ...found, unfinished: found.unfinished === 1 } : null
    },
    async touch(key, lastUsedAt) {
      db.update(workspaces).set({ lastUsedAt }).where(eq(workspaces.key, key)).run()
    },
    async changeSettings(key, change) {
      const named = eq(workspaces.key, key)
      db.transaction(
        (tx) => {
          const row = tx.select().from(workspaces).where(named).get()
          const settings = row ? change(row.settings) : null
          if (settings !== null) tx.update(workspaces).set({ settings }).where(named).run()
        },
        { behavior: 'immediate' },
      )
    },
    async advance(key, ms, furthest) {
      return statements(db).advance.get({ key, ms, furthest })?.clockOffset ?? null
    },
    async unfinished() {
      return db.select().from(workspaces).where(unfinished).all()
    },
    async count() {
      return db.select({ alive: count() }).from(workspaces).get()?.alive ?? 0
    },
  }
}

/** All that belongs to a workspace goes with its row: here, every table refers to it. */
export function removeWorkspace(db: Database, key: string): void {
  statements(db).remove.run({ key })
}

/** So many are removed in one step: nothing else is done meanwhile. */
const AT_ONCE = 50

/** Step by step, requests having their turns in between. */
export async function removeIdleWorkspaces(db: Database, lastUsedAt: number): Promise<string[]> {
  const removed: string[] = []
  for (let ofStep = AT_ONCE; ofStep === AT_ONCE;) {
    const found = statements(db).removeIdle.all({ lastUsedAt })
    removed.push(...found.map(({ key }) => key))
    ofStep = found.length
    await betweenSteps(db, ofStep)
  }
  return removed
}
