import { and, asc, desc, eq, getTableColumns, gt, inArray, ne, sql, type SQL } from 'drizzle-orm'
import type { OpenPostgres, PostgresDatabase } from '#db/postgres/client.ts'
import { librarySessions as sessions } from '#db/postgres/schema.ts'
import { workspaceGone } from '../../kernel/problem.ts'
import type { AccountId, LibrarySessionStore, Room } from '../contract.ts'
import type { Scope } from '../session-stores.ts'
import { holdingWorkspace, lockFor } from './locked.ts'
import { ofAWorkspace } from './removal.ts'
import { canBeHeld, given, mine } from './statements.ts'

/** A row, without whose it is: the store knows that by itself. */
const { workspace: _, strategy: __, added: ___, ...record } = getTableColumns(sessions)

/** As bytes, whatever the database's own order is. */
const byToken = sql`${sessions.token} COLLATE "C"`

/**
 * Who grants a session and who ends all of an account, or of everybody, hold a lock against each other:
 * what is granted in the place of a session that somebody else is ending would not be seen by the one,
 * nor would the end by the other.
 */
export function postgresLibrarySessions(
  opened: OpenPostgres,
): (scope: Scope) => LibrarySessionStore {
  const { db } = opened
  const all = mine(sessions)
  const named = and(all, eq(sessions.token, given('token')))
  const living = and(
    all,
    eq(sessions.account, given('account')),
    gt(sessions.expiresAt, given('now')),
  )
  const find = db
    .select(record)
    .from(sessions)
    .where(and(named, ofAWorkspace(db)))
    .prepare('library_sessions_find')
  const extend = db
    .update(sessions)
    .set({ expiresAt: sql`${given('expiresAt')}` })
    .where(named)
    .prepare('library_sessions_extend')
  const remove = db.delete(sessions).where(named).prepare('library_sessions_remove')
  const listOf = db
    .select(record)
    .from(sessions)
    .where(and(living, ofAWorkspace(db)))
    .orderBy(asc(sessions.signedInAt), byToken)
    .prepare('library_sessions_list_of')

  return ({ workspace, strategy, clock }) => {
    const own = { workspace, strategy }
    const ofStrategy = and(eq(sessions.workspace, workspace), eq(sessions.strategy, strategy))
    const ofAccount = (account: AccountId) => and(ofStrategy, eq(sessions.account, account))
    const changing = <Answer>(
      account: AccountId | null,
      work: (tx: PostgresDatabase) => Promise<Answer>,
    ) =>
      holdingWorkspace(opened, workspace, 'key share', async (tx) => {
        await lockFor(tx, [workspace, strategy], account)
        return work(tx)
      })
    /** What a session asks for; null, and nothing happens, where it is gone. */
    async function whileThere<Answer>(
      token: string,
      work: (tx: PostgresDatabase, account: AccountId) => Promise<Answer>,
    ): Promise<Answer | null> {
      const owner = canBeHeld(token) ? (await find.execute({ ...own, token }))[0] : undefined
      if (!owner) return null
      return changing(owner.account, async (tx) => {
        const itself = and(ofStrategy, eq(sessions.token, token))
        const isThere = (await tx.select(record).from(sessions).where(itself)).length > 0
        return isThere ? work(tx, owner.account) : null
      })
    }
    return {
      async insert(session, room) {
        const inserted = await changing(session.account, async (tx) => {
          await tx.insert(sessions).values({ ...session, ...own })
          const inForce = and(ofAccount(session.account), gt(sessions.expiresAt, clock.now()))
          if (room) await makeRoom(tx, ofStrategy, inForce, room)
          return true
        })
        if (!inserted) throw workspaceGone(new Error('there is nothing to keep a session for'))
      },
      async replace(token, session, reach) {
        if (!canBeHeld(token)) return false
        const replaced = await changing(session.account, async (tx) => {
          const old = and(ofStrategy, eq(sessions.token, token))
          if ((await tx.delete(sessions).where(old)).rowCount === 0) return false
          if (reach === 'all') await tx.delete(sessions).where(ofAccount(session.account))
          await tx.insert(sessions).values({ ...session, ...own })
          return true
        })
        return replaced ?? false
      },
      async find(token) {
        if (!canBeHeld(token)) return null
        return (await find.execute({ ...own, token }))[0] ?? null
      },
      async extend(token, expiresAt) {
        if (canBeHeld(token)) await extend.execute({ ...own, token, expiresAt })
      },
      async remove(token, by) {
        if (!canBeHeld(token)) return false
        if (by === undefined) return (await remove.execute({ ...own, token })).rowCount === 1
        const removed = await whileThere(by, (tx) =>
          tx.delete(sessions).where(and(ofStrategy, eq(sessions.token, token))),
        )
        return removed?.rowCount === 1
      },
      async removeOf(account) {
        const theirs = account === null ? ofStrategy : ofAccount(account)
        await changing(account, (tx) => tx.delete(sessions).where(theirs))
      },
      async removeFrom(token, beyond) {
        const spared = beyond === 'others' ? ne(sessions.token, token) : undefined
        const removed = await whileThere(token, (tx, account) =>
          tx.delete(sessions).where(and(ofAccount(account), spared)),
        )
        return removed !== null
      },
      listOf: (account) => listOf.execute({ ...own, account, now: clock.now() }),
    }
  }
}

/** The oldest of those in force go that are one too many: by the order in which they were inserted. */
async function makeRoom(
  tx: PostgresDatabase,
  ofStrategy: SQL | undefined,
  inForce: SQL | undefined,
  room: Room,
): Promise<void> {
  const tooMany = tx
    .select({ token: sessions.token })
    .from(sessions)
    .where(inForce)
    .orderBy(desc(sessions.added))
    .offset(room.sessions)
  await tx.delete(sessions).where(and(ofStrategy, inArray(sessions.token, tooMany)))
}
