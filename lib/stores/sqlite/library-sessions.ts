import { getTableColumns, sql } from 'drizzle-orm'
import { prepared } from '#db/prepared.ts'
import { librarySessions as sessions } from '#db/schema/library-sessions.ts'
import type { LibrarySessionStore } from '../contract.ts'
import { given, type Scope } from './scope.ts'
import { changingSessions, sessionChanges, whichSessions } from './session-rows.ts'

/** A row, without whose it is: the store knows that by itself. */
const { workspace: _, strategy: __, ...record } = getTableColumns(sessions)

const statements = prepared((db) => {
  const { named, living } = whichSessions(sessions, sessions.token)
  return {
    ...changingSessions(db, sessions, { key: sessions.token }),
    find: db.select(record).from(sessions).where(named).prepare(),
    extend: db
      .update(sessions)
      .set({ expiresAt: sql`${given('expiresAt')}` })
      .where(named)
      .prepare(),
    listOf: db
      .select(record)
      .from(sessions)
      .where(living)
      .orderBy(sessions.signedInAt, sessions.token)
      .prepare(),
  }
})

export function sqliteLibrarySessions(scope: Scope): LibrarySessionStore {
  const { db, workspace, strategy, clock } = scope
  const own = { workspace, strategy }
  const rows = () => statements(db)
  return {
    ...sessionChanges(scope, rows),
    async find(token) {
      return rows().find.get({ ...own, key: token }) ?? null
    },
    async extend(token, expiresAt) {
      rows().extend.run({ ...own, key: token, expiresAt })
    },
    async listOf(account) {
      return rows().listOf.all({ ...own, account, now: clock.now() })
    },
  }
}
