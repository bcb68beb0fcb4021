import { and, getTableColumns, gt, sql } from 'drizzle-orm'
import { prepared } from '#db/prepared.ts'
import { sessions } from '#db/schema/sessions.ts'
import type { SessionStore } from '../contract.ts'
import { given, TOLD_FOR, type Scope } from './scope.ts'
import { changingSessions, sessionChanges, whichSessions } from './session-rows.ts'

/** A row, without whose it is: the store knows that by itself. */
const { workspace: _, strategy: __, ...record } = getTableColumns(sessions)

const statements = prepared((db) => {
  const { named, living } = whichSessions(sessions, sessions.id)
  return {
    ...changingSessions(db, sessions, {
      key: sessions.id,
      counted: gt(sessions.lastSeenAt, given('usedSince')),
    }),
    find: db
      .select(record)
      .from(sessions)
      .where(and(named, gt(sessions.expiresAt, given('since'))))
      .prepare(),
    touch: db
      .update(sessions)
      .set({ lastSeenAt: sql`${given('lastSeenAt')}` })
      .where(named)
      .prepare(),
    listOf: db
      .select(record)
      .from(sessions)
      .where(living)
      .orderBy(sessions.signedInAt, sessions.id)
      .prepare(),
  }
})

export function sqliteSessions(scope: Scope): SessionStore {
  const { db, workspace, strategy, clock } = scope
  const own = { workspace, strategy }
  const rows = () => statements(db)
  return {
    ...sessionChanges(scope, rows),
    async find(id) {
      const since = clock.now() - TOLD_FOR
      return rows().find.get({ ...own, key: id, since }) ?? null
    },
    async touch(id, lastSeenAt) {
      rows().touch.run({ ...own, key: id, lastSeenAt })
    },
    async listOf(account) {
      return rows().listOf.all({ ...own, account, now: clock.now() })
    },
  }
}
