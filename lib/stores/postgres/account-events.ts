import { and, asc, eq, getTableColumns, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { PostgresDatabase } from '#db/postgres/client.ts'
import { accountEvents } from '#db/postgres/schema.ts'
import { pendingEventTypes, type AccountEventStore, type PendingEvent } from '../account-events.ts'
import { given } from './statements.ts'

const waitingSchema = z.array(z.string())
const typeSchema = z.enum(pendingEventTypes)

/** A row, without whose it is: the store knows that by itself. */
const { workspace: _, added, ...record } = getTableColumns(accountEvents)

/** Also for whoever changes an account: both belong into one transaction. */
export async function recordEvent(
  db: PostgresDatabase,
  workspace: string,
  event: PendingEvent,
): Promise<void> {
  const row = { workspace, ...event, waiting: JSON.stringify(event.waiting) }
  await db.insert(accountEvents).values(row)
}

export function postgresAccountEvents(
  db: PostgresDatabase,
): (workspace: string) => AccountEventStore {
  const mine = eq(accountEvents.workspace, given('workspace'))
  const named = and(
    mine,
    eq(record.id, given('id')),
    sql`${record.owner} IS NOT DISTINCT FROM ${given('from')}`,
  )
  // Asked by every request while something is unfinished.
  const pending = db
    .select(record)
    .from(accountEvents)
    .where(mine)
    .orderBy(asc(added))
    .prepare('account_events_pending')
  const adopt = db
    .update(accountEvents)
    .set({ owner: sql`${given('owner')}` })
    .where(named)
    .prepare('account_events_adopt')
  const release = db
    .update(accountEvents)
    .set({ owner: null, waiting: sql`${given('waiting')}` })
    .where(named)
    .prepare('account_events_release')
  const finish = db.delete(accountEvents).where(named).prepare('account_events_finish')

  return (workspace) => ({
    record: (event) => recordEvent(db, workspace, event),
    async pending() {
      const found = await pending.execute({ workspace })
      return found.map((row) => ({
        ...row,
        type: typeSchema.parse(row.type),
        waiting: waitingSchema.parse(JSON.parse(row.waiting)),
      }))
    },
    async adopt(id, from, owner) {
      return (await adopt.execute({ workspace, id, from, owner })).rowCount === 1
    },
    async release(id, owner, waiting) {
      await release.execute({ workspace, id, from: owner, waiting: JSON.stringify(waiting) })
    },
    async finish(id, owner) {
      return (await finish.execute({ workspace, id, from: owner })).rowCount === 1
    },
  })
}
