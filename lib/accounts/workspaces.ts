import { count, eq, lt, sql } from 'drizzle-orm'
import type { Database } from '#db/client.ts'
import { workspaces } from '#db/schema.ts'
import type { Clock } from '../kernel/clock.ts'
import type { Random } from '../kernel/random.ts'
import { hashOf, newSecret } from '../tokens/opaque.ts'

/** A workspace as it rests; `settings` is JSON, whose meaning is not known here. */
export interface WorkspaceRecord {
  key: string
  settings: string
  clockOffset: number
}

/** An idle workspace goes after a day of real time. Milliseconds. */
const IDLE = 24 * 60 * 60 * 1000
/** Use is noted at most this often. Milliseconds. */
const NOTE_USE_EVERY = 5 * 60 * 1000

export interface Workspaces {
  /** The id is told here alone: the database holds a hash of it. */
  create(settings: string): Promise<{ id: string; record: WorkspaceRecord }>
  find(id: string): Promise<WorkspaceRecord | null>
  saveSettings(key: string, settings: string): Promise<void>
  /** Moves the clock forward by `ms`, and answers the new offset. */
  advance(key: string, ms: number): Promise<number>
  /** Deletes it with all that it holds. */
  remove(key: string): Promise<void>
  /** Deletes the idle ones, and answers how many are left. */
  sweep(): Promise<number>
}

const ID = /^[\w-]{43}$/

export function sqliteWorkspaces(db: Database, clock: Clock, random: Random): Workspaces {
  return {
    async create(settings) {
      const id = newSecret(random)
      const now = clock.now()
      const record = { key: hashOf(id), settings, clockOffset: 0 }
      db.insert(workspaces)
        .values({ ...record, createdAt: now, lastUsedAt: now })
        .run()
      return { id, record }
    },
    async find(id) {
      if (!ID.test(id)) return null
      const key = hashOf(id)
      const row = db.select().from(workspaces).where(eq(workspaces.key, key)).get()
      if (!row) return null
      const now = clock.now()
      if (now - row.lastUsedAt > NOTE_USE_EVERY) {
        db.update(workspaces).set({ lastUsedAt: now }).where(eq(workspaces.key, key)).run()
      }
      return row
    },
    async saveSettings(key, settings) {
      db.update(workspaces).set({ settings }).where(eq(workspaces.key, key)).run()
    },
    async advance(key, ms) {
      const row = db
        .update(workspaces)
        .set({ clockOffset: sql`${workspaces.clockOffset} + ${ms}` })
        .where(eq(workspaces.key, key))
        .returning({ offset: workspaces.clockOffset })
        .get()
      return row?.offset ?? 0
    },
    async remove(key) {
      db.delete(workspaces).where(eq(workspaces.key, key)).run()
    },
    async sweep() {
      db.delete(workspaces)
        .where(lt(workspaces.lastUsedAt, clock.now() - IDLE))
        .run()
      return db.select({ alive: count() }).from(workspaces).get()?.alive ?? 0
    },
  }
}
