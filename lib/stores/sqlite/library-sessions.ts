import { getTableColumns, sql } from 'drizzle-orm'
import { prepared, reading, writing } from '#db/prepared.ts'
import { librarySessions as sessions } from '#db/schema/library-sessions.ts'
import type { LibrarySession, LibrarySessionStore } from '../contract.ts'
import { given, type Scope } from './scope.ts'
import { changingSessions, SessionRows, whichSessions } from './session-rows.ts'

/** A row, without whose it is: the store knows that by itself. */
const { workspace: _, strategy: __, ...record } = getTableColumns(sessions)

const statements = prepared((db) => {
  const { named, living } = whichSessions(sessions, sessions.token)
  return {
    ...changingSessions(db, sessions, { key: sessions.token }),
    find: reading(db, db.select(record).from(sessions).where(named)),
    extend: writing(
      db,
      db
        .update(sessions)
        .set({ expiresAt: sql`${given('expiresAt')}` })
        .where(named),
    ),
    listOf: reading(
      db,
      db.select(record).from(sessions).where(living).orderBy(sessions.signedInAt, sessions.token),
    ),
  }
})

class SqliteLibrarySessions extends SessionRows<LibrarySession> implements LibrarySessionStore {
  protected override rows() {
    return statements(this.scope.db)
  }

  async find(token: string) {
    return this.rows().find.get({ ...this.own, key: token }) ?? null
  }

  async extend(token: string, expiresAt: number) {
    this.rows().extend.run({ ...this.own, key: token, expiresAt })
  }
}

export const sqliteLibrarySessions = (scope: Scope): LibrarySessionStore =>
  new SqliteLibrarySessions(scope)
