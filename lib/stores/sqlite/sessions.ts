import { and, eq, getTableColumns, gt, ne, sql } from 'drizzle-orm'
import { prepared } from '#db/prepared.ts'
import { sessions } from '#db/schema/sessions.ts'
import type { SessionStore } from '../contract.ts'
import { replaceRow } from './replace.ts'
import { insertWithin } from './room.ts'
import { TOLD_FOR, type Scope } from './scope.ts'

/** A row, without whose it is: the store knows that by itself. */
const { workspace: _, strategy: __, ...record } = getTableColumns(sessions)

const statements = prepared((db) => ({
  find: db
    .select(record)
    .from(sessions)
    .where(
      and(
        eq(sessions.workspace, sql.placeholder('workspace')),
        eq(sessions.strategy, sql.placeholder('strategy')),
        eq(sessions.id, sql.placeholder('id')),
        gt(sessions.expiresAt, sql.placeholder('since')),
      ),
    )
    .prepare(),
}))

export function sqliteSessions({ db, workspace, strategy, clock }: Scope): SessionStore {
  const mine = and(eq(sessions.workspace, workspace), eq(sessions.strategy, strategy))
  const named = (id: string) => and(mine, eq(sessions.id, id))
  return {
    async insert(session, room) {
      const inForce = and(
        mine,
        eq(sessions.account, session.account),
        gt(sessions.expiresAt, clock.now()),
        gt(sessions.lastSeenAt, room?.usedSince ?? 0),
      )
      insertWithin(db, sessions, room, inForce, (tx) =>
        tx
          .insert(sessions)
          .values({ ...session, workspace, strategy })
          .run(),
      )
    },
    async replace(id, session, reach) {
      const old = and(mine, eq(sessions.id, id))
      const theirs = and(mine, eq(sessions.account, session.account))
      return replaceRow(db, sessions, { old, theirs }, reach, (tx) =>
        tx
          .insert(sessions)
          .values({ ...session, workspace, strategy })
          .run(),
      )
    },
    async find(id) {
      const since = clock.now() - TOLD_FOR
      return statements(db).find.get({ workspace, strategy, id, since }) ?? null
    },
    async touch(id, lastSeenAt) {
      db.update(sessions).set({ lastSeenAt }).where(named(id)).run()
    },
    async remove(id) {
      return db.delete(sessions).where(named(id)).run().changes === 1
    },
    async removeOf(account, except) {
      const theirs = account === null ? undefined : eq(sessions.account, account)
      const others = except === undefined ? undefined : ne(sessions.id, except)
      db.delete(sessions)
        .where(and(mine, theirs, others))
        .run()
    },
    async listOf(account) {
      return db
        .select(record)
        .from(sessions)
        .where(and(mine, eq(sessions.account, account), gt(sessions.expiresAt, clock.now())))
        .orderBy(sessions.signedInAt, sessions.id)
        .all()
    },
  }
}
