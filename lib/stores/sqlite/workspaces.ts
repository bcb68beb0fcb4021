import { and, count, eq, getTableColumns, lte, sql } from 'drizzle-orm'
import type { Database } from '#db/client.ts'
import { prepared, reading, writing } from '#db/prepared.ts'
import { accountEvents } from '#db/schema/account-events.ts'
import { workspaces } from '#db/schema/workspaces.ts'
import type { WorkspaceStore } from '../workspaces.ts'
import { everyColumn } from './scope.ts'

const byKey = eq(workspaces.key, sql.placeholder('key'))
const unfinished = sql<number>`EXISTS (SELECT 1 FROM ${accountEvents} WHERE ${accountEvents.workspace} = ${workspaces.key})`
const later = sql`${workspaces.clockOffset} + ${sql.placeholder('ms')}`

const statements = prepared((db) => ({
  insert: writing(db, db.insert(workspaces).values(everyColumn(workspaces))),
  // In one read with the workspace itself, since every request wants to know.
  find: reading(
    db,
    db
      .select({ ...getTableColumns(workspaces), unfinished: unfinished.as('unfinished') })
      .from(workspaces)
      .where(byKey),
  ),
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
