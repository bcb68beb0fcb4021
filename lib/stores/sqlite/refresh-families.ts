import { and, eq, exists, getTableColumns, gt, sql } from 'drizzle-orm'
import { prepared, reading, writing } from '#db/prepared.ts'
import { refreshFamilies as families } from '#db/schema/refresh-families.ts'
import { TOLD_FOR, type RefreshFamilyStore } from '../contract.ts'
import { removeFrom, replaceRow } from './replace.ts'
import { insertWithin, tooMany } from './room.ts'
import { everyColumn, given, mine, type Scope } from './scope.ts'

/** A row, without whose it is: the store knows that by itself. */
const { workspace: _, strategy: __, ...record } = getTableColumns(families)

const statements = prepared((db) => {
  const all = mine(families)
  const named = and(all, eq(families.id, given('id')))
  const theirs = and(all, eq(families.account, given('account')))
  const others = sql`${families.id} IS NOT ${given('except')}`
  const itsAccount = db.select({ account: families.account }).from(families).where(named)
  const whoAsks = db
    .select({ id: families.id })
    .from(families)
    .where(and(all, eq(families.id, given('by'))))
  const living = (after: string) => gt(families.expiresAt, given(after))
  return {
    insert: writing(db, db.insert(families).values(everyColumn(families))),
    makeRoom: writing(
      db,
      db
        .delete(families)
        .where(
          tooMany(families, and(theirs, living('now'), gt(families.rotatedAt, given('usedSince')))),
        ),
    ),
    find: reading(
      db,
      db
        .select(record)
        .from(families)
        .where(and(named, living('since'))),
    ),
    rotate: writing(
      db,
      db
        .update(families)
        .set({ generation: sql`${given('generation')}`, rotatedAt: sql`${given('rotatedAt')}` })
        .where(named),
    ),
    end: writing(db, db.delete(families).where(named)),
    endBy: writing(db, db.delete(families).where(and(named, exists(whoAsks)))),
    endFrom: writing(
      db,
      db.delete(families).where(and(all, eq(families.account, itsAccount), others)),
    ),
    endAll: writing(db, db.delete(families).where(all)),
    endOf: writing(db, db.delete(families).where(theirs)),
    listOf: reading(
      db,
      db
        .select(record)
        .from(families)
        .where(and(theirs, living('now')))
        .orderBy(families.signedInAt, families.id),
    ),
  }
})

export function sqliteRefreshFamilies({
  db,
  workspace,
  strategy,
  clock,
}: Scope): RefreshFamilyStore {
  const own = { workspace, strategy }
  const rows = () => statements(db)
  const find = (id: string) =>
    rows().find.get({ ...own, id, since: clock.now() - TOLD_FOR }) ?? null

  return {
    async insert(family, room) {
      const { account } = family
      insertWithin(db, {
        insert: () => rows().insert.run({ ...family, ...own }),
        makeRoom:
          room && (() => rows().makeRoom.run({ ...own, account, now: clock.now(), ...room })),
      })
    },

    async replace(id, family, reach) {
      const { account } = family
      return replaceRow(db, reach, {
        removeOld: () => rows().end.run({ ...own, id }),
        removeTheirs: () => rows().endOf.run({ ...own, account }),
        insert: () => rows().insert.run({ ...family, ...own }),
      })
    },
    async find(id) {
      return find(id)
    },

    async rotate(id, presented, { now, graceMs, idleMs }) {
      // IMMEDIATE takes the write lock before the read, so no other rotation comes between the two.
      return db.transaction(
        () => {
          const family = find(id)
          if (!family) return null
          if (family.expiresAt <= now) return { outcome: 'expired' }
          const isDouble = presented === family.generation - 1 && now - family.rotatedAt < graceMs
          if (isDouble) return { outcome: 'repeated', family }
          if (presented !== family.generation) {
            rows().end.run({ ...own, id })
            return { outcome: 'reused' }
          }
          if (now - family.rotatedAt >= idleMs) return { outcome: 'idle_timeout' }
          const next = { generation: family.generation + 1, rotatedAt: now }
          rows().rotate.run({ ...own, id, ...next })
          return { outcome: 'rotated', family: { ...family, ...next } }
        },
        { behavior: 'immediate' },
      )
    },

    async end(id, by) {
      const { changes } =
        by === undefined ? rows().end.run({ ...own, id }) : rows().endBy.run({ ...own, id, by })
      return changes === 1
    },
    async endOf(account) {
      if (account === null) rows().endAll.run(own)
      else rows().endOf.run({ ...own, account })
    },
    async endFrom(id, beyond) {
      return removeFrom(db, {
        isThere: () => rows().find.get({ ...own, id, since: 0 }) !== undefined,
        remove: () => rows().endFrom.run({ ...own, id, except: beyond === 'others' ? id : null }),
      })
    },
    async listOf(account) {
      return rows().listOf.all({ ...own, account, now: clock.now() })
    },
  }
}
