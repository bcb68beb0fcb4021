import { and, count, eq, getTableColumns, lte, sql } from 'drizzle-orm'
import type { OpenPostgres } from '#db/postgres/client.ts'
import { accountEvents, workspaces } from '#db/postgres/schema.ts'
import type { WorkspaceStore } from '../workspaces.ts'
import type { SharedClock } from './shared-clock.ts'
import { everyColumn, given } from './statements.ts'

const unfinished = sql<boolean>`EXISTS (SELECT 1 FROM ${accountEvents} WHERE ${accountEvents.workspace} = ${workspaces.key})`

/** Milliseconds, on the database's own clock. */
const serverTime = sql<number>`extract(epoch from clock_timestamp())::float8 * 1000`

export function postgresWorkspaces(
  { db, transaction }: OpenPostgres,
  clock: SharedClock,
): WorkspaceStore {
  const byKey = eq(workspaces.key, given('key'))
  const later = sql`${workspaces.clockOffset} + ${given('ms')}::bigint`
  const insert = db.insert(workspaces).values(everyColumn(workspaces)).prepare('workspaces_insert')
  // In one read with the workspace itself, since every request wants to know: what time it is as well.
  const find = db
    .select({ ...getTableColumns(workspaces), unfinished, serverTime })
    .from(workspaces)
    .where(byKey)
    .prepare('workspaces_find')
  const touch = db
    .update(workspaces)
    .set({ lastUsedAt: sql`${given('lastUsedAt')}` })
    .where(byKey)
    .prepare('workspaces_touch')
  const advance = db
    .update(workspaces)
    .set({ clockOffset: later })
    .where(and(byKey, lte(later, given('furthest'))))
    .returning({ clockOffset: workspaces.clockOffset })
    .prepare('workspaces_advance')

  return {
    async insert(workspace) {
      await insert.execute({ ...workspace, keysVersion: 0 })
    },
    async find(key) {
      const asked = performance.now()
      const [found] = await find.execute({ key })
      if (!found) return null
      const { serverTime: told, ...workspace } = found
      clock.hear(told, asked, performance.now())
      return workspace
    },
    async touch(key, lastUsedAt) {
      await touch.execute({ key, lastUsedAt })
    },
    changeSettings: (key, change) =>
      transaction(async (tx) => {
        const named = eq(workspaces.key, key)
        const [row] = await tx.select().from(workspaces).where(named).for('no key update')
        const settings = row ? change(row.settings) : null
        if (settings !== null) await tx.update(workspaces).set({ settings }).where(named)
      }),
    async advance(key, ms, furthest) {
      return (await advance.execute({ key, ms, furthest }))[0]?.clockOffset ?? null
    },
    unfinished: () => db.select().from(workspaces).where(unfinished),
    async count() {
      return (await db.select({ alive: count() }).from(workspaces))[0]?.alive ?? 0
    },
  }
}

/** Before anybody asks for a workspace. */
export async function hearTime({ db }: OpenPostgres, clock: SharedClock): Promise<void> {
  const asked = performance.now()
  const { rows } = await db.execute<{ told: number }>(sql`SELECT ${serverTime} AS told`)
  if (rows[0]) clock.hear(rows[0].told, asked, performance.now())
}
