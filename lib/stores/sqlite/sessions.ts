import { and, eq, getTableColumns, gt, sql } from 'drizzle-orm'
import { prepared } from '#db/prepared.ts'
import { sessions } from '#db/schema/sessions.ts'
import type { SessionStore } from '../contract.ts'
import { replaceRow } from './replace.ts'
import { insertWithin, tooMany } from './room.ts'
import { everyColumn, given, mine, TOLD_FOR, type Scope } from './scope.ts'

/** A row, without whose it is: the store knows that by itself. */
const { workspace: _, strategy: __, ...record } = getTableColumns(sessions)

const statements = prepared((db) => {
  const all = mine(sessions)
  const named = and(all, eq(sessions.id, given('id')))
  const theirs = and(all, eq(sessions.account, given('account')))
  const others = sql`${sessions.id} IS NOT ${given('except')}`
  const living = (after: string) => gt(sessions.expiresAt, given(after))
  return {
    insert: db.insert(sessions).values(everyColumn(sessions)).prepare(),
    makeRoom: db
      .delete(sessions)
      .where(
        tooMany(sessions, and(theirs, living('now'), gt(sessions.lastSeenAt, given('usedSince')))),
      )
      .prepare(),
    find: db
      .select(record)
      .from(sessions)
      .where(and(named, living('since')))
      .prepare(),
    touch: db
      .update(sessions)
      .set({ lastSeenAt: sql`${given('lastSeenAt')}` })
      .where(named)
      .prepare(),
    remove: db.delete(sessions).where(named).prepare(),
    removeAll: db.delete(sessions).where(and(all, others)).prepare(),
    removeOf: db.delete(sessions).where(and(theirs, others)).prepare(),
    listOf: db
      .select(record)
      .from(sessions)
      .where(and(theirs, living('now')))
      .orderBy(sessions.signedInAt, sessions.id)
      .prepare(),
  }
})

export function sqliteSessions({ db, workspace, strategy, clock }: Scope): SessionStore {
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
    async replace(id, session, reach) {
      const { account } = session
      return replaceRow(db, reach, {
        removeOld: () => rows().remove.run({ ...own, id }),
        removeTheirs: () => rows().removeOf.run({ ...own, account, except: null }),
        insert: () => rows().insert.run({ ...session, ...own }),
      })
    },
    async find(id) {
      const since = clock.now() - TOLD_FOR
      return rows().find.get({ ...own, id, since }) ?? null
    },
    async touch(id, lastSeenAt) {
      rows().touch.run({ ...own, id, lastSeenAt })
    },
    async remove(id) {
      return rows().remove.run({ ...own, id }).changes === 1
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
