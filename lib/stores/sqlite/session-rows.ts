import { and, eq, exists, gt, sql, type SQL } from 'drizzle-orm'
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Database } from '#db/client.ts'
import { reading, writing, type Reading } from '#db/prepared.ts'
import type { AccountId, Beyond, Reach, Room } from '../contract.ts'
import { everyColumn, given, mine, type Scope } from './scope.ts'

/** What the tables share in which each row is a session. */
type SessionTable = SQLiteTable &
  Record<'workspace' | 'strategy' | 'account' | 'expiresAt', SQLiteColumn>

/** The rows of one name, of one account, and those of it that have not ended. */
export function whichSessions(table: SessionTable, key: SQLiteColumn) {
  const all = mine(table)
  const theirs = and(all, eq(table.account, given('account')))
  const living = and(theirs, gt(table.expiresAt, given('now')))
  return { all, named: and(all, eq(key, given('key'))), theirs, living }
}

/**
 * The oldest of the rows that count, where they are more than `sessions`. By the order of insertion,
 * which no clock tells.
 */
const tooMany = (table: SQLiteTable, counting: SQL | undefined): SQL =>
  sql`rowid IN (SELECT rowid FROM ${table} WHERE ${counting} ORDER BY rowid DESC LIMIT -1 OFFSET ${given('sessions')})`

/** `counted`: which of the living count for the limit of devices, where not all do. */
export function changingSessions(
  db: Database,
  table: SessionTable,
  { key, counted }: { key: SQLiteColumn; counted?: SQL },
) {
  const { all, named, theirs, living } = whichSessions(table, key)
  const others = sql`${key} IS NOT ${given('except')}`
  const hit = sql<number>`1`.as('hit')
  const itsAccount = db.select({ account: table.account }).from(table).where(named)
  const whoAsks = db
    .select({ hit })
    .from(table)
    .where(and(all, eq(key, given('by'))))
  return {
    isThere: reading(db, db.select({ hit }).from(table).where(named)),
    removeFrom: writing(
      db,
      db.delete(table).where(and(all, eq(table.account, itsAccount), others)),
    ),
    insert: writing(db, db.insert(table).values(everyColumn(table))),
    makeRoom: writing(db, db.delete(table).where(tooMany(table, and(living, counted)))),
    remove: writing(db, db.delete(table).where(named)),
    removeBy: writing(db, db.delete(table).where(and(named, exists(whoAsks)))),
    removeAll: writing(db, db.delete(table).where(all)),
    removeOf: writing(db, db.delete(table).where(theirs)),
  }
}

/**
 * What is done to such rows, whatever else a table has: the part that its store need not write. A
 * class, since every request makes its stores anew.
 */
export abstract class SessionRows<Row extends { account: string }> {
  protected readonly scope: Scope
  /** Whose rows these are. */
  protected readonly own: { workspace: string; strategy: string }

  constructor(scope: Scope) {
    this.scope = scope
    this.own = { workspace: scope.workspace, strategy: scope.strategy }
  }

  protected abstract rows(): ReturnType<typeof changingSessions> & {
    listOf: Pick<Reading<Row>, 'all'>
  }

  async insert(session: Row, room?: Room): Promise<void> {
    const { own } = this
    const { account } = session
    // Of two at once, the second counts the first.
    this.#inOneStep(() => {
      this.rows().insert.run({ ...session, ...own })
      const now = this.scope.clock.now()
      if (room) this.rows().makeRoom.run({ ...own, account, now, ...room })
    })
  }

  async replace(key: string, session: Row, reach: Reach): Promise<boolean> {
    const { own } = this
    const { account } = session
    return this.#inOneStep(() => {
      if (this.rows().remove.run({ ...own, key }).changes === 0) return false
      if (reach === 'all') this.rows().removeOf.run({ ...own, account })
      this.rows().insert.run({ ...session, ...own })
      return true
    })
  }

  async remove(key: string, by?: string): Promise<boolean> {
    const { own } = this
    const { changes } =
      by === undefined
        ? this.rows().remove.run({ ...own, key })
        : this.rows().removeBy.run({ ...own, key, by })
    return changes === 1
  }

  async removeOf(account: AccountId | null): Promise<void> {
    const { own } = this
    if (account === null) this.rows().removeAll.run(own)
    else this.rows().removeOf.run({ ...own, account })
  }

  async removeFrom(key: string, beyond: Beyond): Promise<boolean> {
    const { own } = this
    return this.#inOneStep(() => {
      if (this.rows().isThere.get({ ...own, key }) === undefined) return false
      this.rows().removeFrom.run({ ...own, key, except: beyond === 'others' ? key : null })
      return true
    })
  }

  async listOf(account: AccountId): Promise<Row[]> {
    const now = this.scope.clock.now()
    return this.rows().listOf.all({ ...this.own, account, now })
  }

  #inOneStep<Answer>(work: () => Answer): Answer {
    return this.scope.db.transaction(work, { behavior: 'immediate' })
  }
}
