import { and, eq, getTableColumns, gt, sql } from 'drizzle-orm'
import { prepared } from '#db/prepared.ts'
import { librarySessions as sessions } from '#db/schema/library-sessions.ts'
import type { LibrarySessionStore } from '../contract.ts'
import { replaceRow } from './replace.ts'
import { insertWithin, tooMany } from './room.ts'
import { everyColumn, given, mine, type Scope } from './scope.ts'

/** A row, without whose it is: the store knows that by itself. */
const { workspace: _, strategy: __, ...record } = getTableColumns(sessions)

const statements = prepared((db) => {
  const all = mine(sessions)
  const named = and(all, eq(sessions.token, given('token')))
  const theirs = and(all, eq(sessions.account, given('account')))
  const others = sql`${sessions.token} IS NOT ${given('except')}`
  return {
    insert: db.insert(sessions).values(everyColumn(sessions)).prepare(),
    makeRoom: db
      .delete(sessions)
      .where(tooMany(sessions, and(theirs, gt(sessions.expiresAt, given('now')))))
      .prepare(),
    find: db.select(record).from(sessions).where(named).prepare(),
    extend: db
      .update(sessions)
      .set({ expiresAt: sql`${given('expiresAt')}` })
      .where(named)
      .prepare(),
    remove: db.delete(sessions).where(named).prepare(),
    removeAll: db.delete(sessions).where(and(all, others)).prepare(),
    removeOf: db.delete(sessions).where(and(theirs, others)).prepare(),
    listOf: db
      .select(record)
      .from(sessions)
      .where(and(theirs, gt(sessions.expiresAt, given('now'))))
      .orderBy(sessions.signedInAt, sessions.token)
      .prepare(),
  }
})

export function sqliteLibrarySessions({
  db,
  workspace,
  strategy,
  clock,
}: Scope): LibrarySessionStore {
  const own = { workspace, strategy }
  const rows = () => statements(db)
  return {
    async insert(session, room) {
      const { account } = session
      insertWithin(db, {
        insert: () => rows().insert.run({ ...session, ...own }),
        makeRoom:
          room && (() => rows().makeRoom.run({ ...own, account, now: clock.now(), ...room })),
      })
    },
    async replace(token, session, reach) {
      const { account } = session
      return replaceRow(db, reach, {
        removeOld: () => rows().remove.run({ ...own, token }),
        removeTheirs: () => rows().removeOf.run({ ...own, account, except: null }),
        insert: () => rows().insert.run({ ...session, ...own }),
      })
    },
    async find(token) {
      return rows().find.get({ ...own, token }) ?? null
    },
    async extend(token, expiresAt) {
      rows().extend.run({ ...own, token, expiresAt })
    },
    async remove(token) {
      return rows().remove.run({ ...own, token }).changes === 1
    },
    async removeOf(account, except) {
      const spared = { except: except ?? null }
      if (account === null) rows().removeAll.run({ ...own, ...spared })
      else rows().removeOf.run({ ...own, ...spared, account })
    },
    async listOf(account) {
      return rows().listOf.all({ ...own, account, now: clock.now() })
    },
  }
}
