import { and, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Database } from '#db/client.ts'
import { prepared } from '#db/prepared.ts'
import { accountEvents } from '#db/schema/account-events.ts'
import { pendingEventTypes, type AccountEventStore, type PendingEvent } from '../account-events.ts'

const waitingSchema = z.array(z.string())
const typeSchema = z.enum(pendingEventTypes)

/** Also for whoever changes an account: both belong into one transaction. */
export const recordEvent = (
  db: Pick<Database, 'insert'>,
  workspace: string,
  { waiting, ...event }: PendingEvent,
) =>
  db
    .insert(accountEvents)
    .values({ workspace, ...event, waiting: JSON.stringify(waiting) })
    .run()

const statements = prepared((db) => ({
  // Asked by every request while something is unfinished.
  pending: db
    .select()
    .from(accountEvents)
    .where(eq(accountEvents.workspace, sql.placeholder('workspace')))
    .orderBy(sql`rowid`)
    .prepare(),
}))

export function sqliteAccountEvents(db: Database, workspace: string): AccountEventStore {
  const mine = eq(accountEvents.workspace, workspace)
  const ofOwner = (id: string, owner: string | null) =>
    and(
      mine,
      eq(accountEvents.id, id),
      owner === null ? isNull(accountEvents.owner) : eq(accountEvents.owner, owner),
    )
  return {
    async record(event) {
      recordEvent(db, workspace, event)
    },
    async pending() {
      const rows = statements(db).pending.all({ workspace })
      return rows.map(({ id, account, username, owner, type, waiting }) => ({
        id,
        account,
        username,
        owner,
        type: typeSchema.parse(type),
        waiting: waitingSchema.parse(JSON.parse(waiting)),
      }))
    },
    async adopt(id, from, owner) {
      const { changes } = db.update(accountEvents).set({ owner }).where(ofOwner(id, from)).run()
      return changes === 1
    },
    async release(id, owner, waiting) {
      db.update(accountEvents)
        .set({ owner: null, waiting: JSON.stringify(waiting) })
        .where(ofOwner(id, owner))
        .run()
    },
    async finish(id, owner) {
      return db.delete(accountEvents).where(ofOwner(id, owner)).run().changes === 1
    },
  }
}
