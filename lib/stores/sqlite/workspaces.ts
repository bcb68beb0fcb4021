import { and, count, eq, lt, lte, sql } from 'drizzle-orm'
import type { Database } from '#db/client.ts'
import { prepared } from '#db/prepared.ts'
import { workspaces } from '#db/schema.ts'
import type { Clock } from '../../kernel/clock.ts'
import type { Random } from '../../kernel/random.ts'
import { hashOf, newSecret } from '../../tokens/opaque.ts'

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
/** A century: beyond it lies, sooner or later, the last date that can be written. Milliseconds. */
const FURTHEST = 100 * 365 * 24 * 60 * 60 * 1000

export interface Workspaces {
  /** The id is told here alone: the database holds a hash of it. */
  create(settings: string): Promise<{ id: string; record: WorkspaceRecord }>
  find(id: string): Promise<WorkspaceRecord | null>
  /**
   * Replaces the settings by what `change` makes of them, or leaves them where it makes nothing; in
   * one step, so that of two changes at once neither is lost.
   */
  changeSettings(key: string, change: (settings: string) => string | null): Promise<void>
  /** Moves the clock forward by `ms`; false when that would be further than it goes. */
  advance(key: string, ms: number): Promise<boolean>
  /** Deletes it with all that it holds. */
  remove(key: string): Promise<void>
  /** Deletes the idle ones, and answers how many are left. */
  sweep(): Promise<number>
}

const ID = /^[\w-]{43}$/

const later = sql`${workspaces.clockOffset} + ${sql.placeholder('ms')}`

const statements = prepared((db) => ({
  find: db
    .select()
    .from(workspaces)
    .where(eq(workspaces.key, sql.placeholder('key')))
    .prepare(),
  // Scenarios move their clocks more often than they do anything else.
  advance: db
    .update(workspaces)
    .set({ clockOffset: later })
    .where(and(eq(workspaces.key, sql.placeholder('key')), lte(later, FURTHEST)))
    .prepare(),
}))

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
      const row = statements(db).find.get({ key })
      if (!row) return null
      const now = clock.now()
      if (now - row.lastUsedAt > NOTE_USE_EVERY) {
        db.update(workspaces).set({ lastUsedAt: now }).where(eq(workspaces.key, key)).run()
      }
      return row
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
    async advance(key, ms) {
      return statements(db).advance.run({ key, ms }).changes === 1
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
