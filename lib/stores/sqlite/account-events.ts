import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Database } from '#db/client.ts'
import { prepared, reading, writing } from '#db/prepared.ts'
import { accountEvents } from '#db/schema/account-events.ts'
import { pendingEventTypes, type AccountEventStore, type PendingEvent } from '../account-events.ts'
import { everyColumn, given } from './scope.ts'

const waitingSchema = z.array(z.string())
const typeSchema = z.enum(pendingEventTypes)

const statements = prepared((db) => {
  const mine = eq(accountEvents.workspace, given('workspace'))
  const named = and(
    mine,
    eq(accountEvents.id, given('id')),
    sql`${accountEvents.owner} IS ${given('from')}`,
  )
  return {
    record: writing(db, db.insert(accountEvents).values(everyColumn(accountEvents))),
    // Asked by every request while something is unfinished.
    pending: reading(
      db,
      db
        .select()
        .from(accountEvents)
        .where(mine)
        .orderBy(sql`rowid`),
    ),
    adopt: writing(
      db,
      db
        .update(accountEvents)
        .set({ owner: sql`${given('owner')}` })
        .where(named),
    ),
    release: writing(
      db,
      db
        .update(accountEvents)
        .set({ owner: null, waiting: sql`${given('waiting')}` })
        .where(named),
    ),
    finish: writing(db, db.delete(accountEvents).where(named)),
  }
})

/** Also for whoever changes an account: both belong into one transaction. */
export const recordEvent = (db: Database, workspace: string, { waiting, ...event }: PendingEvent) =>
  statements(db).record.run({ workspace, ...event, waiting: JSON.stringify(waiting) })

export function sqliteAccountEvents(db: Database, workspace: string): AccountEventStore {
  const rows = () => statements(db)
  return {
    async record(event) {
      recordEvent(db, workspace, event)
    },
    async pending() {
      const found = rows().pending.all({ workspace })
      return found.map(({ id, account, username, owner, type, waiting }) => ({
        id,
        account,
        username,
        owner,
        type: typeSchema.parse(type),
        waiting: waitingSchema.parse(JSON.parse(waiting)),
      }))
    },
    async adopt(id, from, owner) {
      return rows().adopt.run({ workspace, id, from, owner }).changes === 1
    },
    async release(id, owner, waiting) {
      rows().release.run({ workspace, id, from: owner, waiting: JSON.stringify(waiting) })
    },
    async finish(id, owner) {
      return rows().finish.run({ workspace, id, from: owner }).changes === 1
    },
  }
}
