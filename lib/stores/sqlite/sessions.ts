import { and, getTableColumns, gt, sql } from 'drizzle-orm'
import { prepared, reading, writing } from '#db/prepared.ts'
import { sessions } from '#db/schema/sessions.ts'
import { TOLD_FOR, type SessionRecord, type SessionStore } from '../contract.ts'
import { given, type Scope } from './scope.ts'
import { changingSessions, SessionRows, whichSessions } from './session-rows.ts'

/** A row, without whose it is: the store knows that by itself. */
const { workspace: _, strategy: __, ...record } = getTableColumns(sessions)

const statements = prepared((db) => {
  const { named, living } = whichSessions(sessions, sessions.id)
  return {
    ...changingSessions(db, sessions, {
      key: sessions.id,
      counted: gt(sessions.lastSeenAt, given('usedSince')),
    }),
    find: reading(
      db,
      db
        .select(record)
        .from(sessions)
        .where(and(named, gt(sessions.expiresAt, given('since')))),
    ),
    touch: writing(
      db,
      db
        .update(sessions)
        .set({ lastSeenAt: sql`${given('lastSeenAt')}` })
        .where(named),
    ),
    listOf: reading(
      db,
      db.select(record).from(sessions).where(living).orderBy(sessions.signedInAt, sessions.id),
    ),
  }
})

class SqliteSessions extends SessionRows<SessionRecord> implements SessionStore {
  protected override rows() {
    return statements(this.scope.db)
  }

  async find(id: string) {
    const { workspace, strategy } = this.own
    const since = this.scope.clock.now() - TOLD_FOR
    return this.rows().find.at(workspace, strategy, id, since) ?? null
  }

  async touch(id: string, lastSeenAt: number) {
    this.rows().touch.run({ ...this.own, key: id, lastSeenAt })
  }
}

export const sqliteSessions = (scope: Scope): SessionStore => new SqliteSessions(scope)
