import { and, eq, getTableColumns, gt, ne, sql } from 'drizzle-orm'
import { prepared } from '#db/prepared.ts'
import { librarySessions as rows } from '#db/schema/library-sessions.ts'
import type { LibrarySessionStore } from '../contract.ts'
import { replaceRow } from './replace.ts'
import { insertWithin } from './room.ts'
import type { Scope } from './scope.ts'

/** A row, without whose it is: the store knows that by itself. */
const { workspace: _, strategy: __, ...record } = getTableColumns(rows)

const statements = prepared((db) => ({
  find: db
    .select(record)
    .from(rows)
    .where(
      and(
        eq(rows.workspace, sql.placeholder('workspace')),
        eq(rows.strategy, sql.placeholder('strategy')),
        eq(rows.token, sql.placeholder('token')),
      ),
    )
    .prepare(),
}))

export function sqliteLibrarySessions(scope: Scope): LibrarySessionStore {
  const { db, workspace, strategy, clock } = scope
  const mine = and(eq(rows.workspace, workspace), eq(rows.strategy, strategy))
  const named = (token: string) => and(mine, eq(rows.token, token))
  return {
    async insert(session, room) {
      const inForce = and(mine, eq(rows.account, session.account), gt(rows.expiresAt, clock.now()))
      insertWithin(db, rows, room, inForce, (tx) =>
        tx
          .insert(rows)
          .values({ ...session, workspace, strategy })
          .run(),
      )
    },
    async replace(token, session, reach) {
      const old = and(mine, eq(rows.token, token))
      const theirs = and(mine, eq(rows.account, session.account))
      return replaceRow(db, rows, { old, theirs }, reach, (tx) =>
        tx
          .insert(rows)
          .values({ ...session, workspace, strategy })
          .run(),
      )
    },
    async find(token) {
      return statements(db).find.get({ workspace, strategy, token }) ?? null
    },
    async extend(token, expiresAt) {
      db.update(rows).set({ expiresAt }).where(named(token)).run()
    },
    async remove(token) {
      return db.delete(rows).where(named(token)).run().changes === 1
    },
    async removeOf(account, except) {
      const theirs = account === null ? undefined : eq(rows.account, account)
      const others = except === undefined ? undefined : ne(rows.token, except)
      db.delete(rows)
        .where(and(mine, theirs, others))
        .run()
    },
    async listOf(account) {
      return db
        .select(record)
        .from(rows)
        .where(and(mine, eq(rows.account, account), gt(rows.expiresAt, clock.now())))
        .orderBy(rows.signedInAt, rows.token)
        .all()
    },
  }
}
