import { and, eq, getTableColumns, gt, ne, sql } from 'drizzle-orm'
import { prepared } from '#db/prepared.ts'
import { refreshFamilies as families } from '#db/schema/refresh-families.ts'
import type { RefreshFamilyStore } from '../contract.ts'
import { replaceRow } from './replace.ts'
import { insertWithin } from './room.ts'
import { TOLD_FOR, type Scope } from './scope.ts'

/** A row, without whose it is: the store knows that by itself. */
const { workspace: _, strategy: __, ...record } = getTableColumns(families)

const statements = prepared((db) => ({
  find: db
    .select(record)
    .from(families)
    .where(
      and(
        eq(families.workspace, sql.placeholder('workspace')),
        eq(families.strategy, sql.placeholder('strategy')),
        eq(families.id, sql.placeholder('id')),
        gt(families.expiresAt, sql.placeholder('since')),
      ),
    )
    .prepare(),
}))

export function sqliteRefreshFamilies(scope: Scope): RefreshFamilyStore {
  const { db, workspace, strategy, clock } = scope
  const mine = and(eq(families.workspace, workspace), eq(families.strategy, strategy))
  const named = (id: string) => and(mine, eq(families.id, id))
  const find = (id: string) => {
    const since = clock.now() - TOLD_FOR
    return statements(db).find.get({ workspace, strategy, id, since }) ?? null
  }

  return {
    async insert(family, room) {
      const inForce = and(
        mine,
        eq(families.account, family.account),
        gt(families.expiresAt, clock.now()),
        gt(families.rotatedAt, room?.usedSince ?? 0),
      )
      insertWithin(db, families, room, inForce, (tx) =>
        tx
          .insert(families)
          .values({ ...family, workspace, strategy })
          .run(),
      )
    },

    async replace(id, family, reach) {
      const old = and(mine, eq(families.id, id))
      const theirs = and(mine, eq(families.account, family.account))
      return replaceRow(db, families, { old, theirs }, reach, (tx) =>
        tx
          .insert(families)
          .values({ ...family, workspace, strategy })
          .run(),
      )
    },
    async find(id) {
      return find(id)
    },

    async rotate(id, presented, { now, graceMs, idleMs }) {
      // IMMEDIATE takes the write lock before the read, so no other rotation comes between the two.
      return db.transaction(
        (tx) => {
          const family = find(id)
          if (!family) return null
          if (family.expiresAt <= now) return { outcome: 'expired' }
          const isDouble = presented === family.generation - 1 && now - family.rotatedAt < graceMs
          if (isDouble) return { outcome: 'repeated', family }
          if (presented !== family.generation) {
            tx.delete(families).where(named(id)).run()
            return { outcome: 'reused' }
          }
          if (now - family.rotatedAt >= idleMs) return { outcome: 'idle_timeout' }
          const next = { generation: family.generation + 1, rotatedAt: now }
          tx.update(families).set(next).where(named(id)).run()
          return { outcome: 'rotated', family: { ...family, ...next } }
        },
        { behavior: 'immediate' },
      )
    },

    async end(id) {
      const own = and(mine, eq(families.id, id))
      return db.delete(families).where(own).run().changes === 1
    },
    async endOf(account, except) {
      const theirs = account === null ? undefined : eq(families.account, account)
      const others = except === undefined ? undefined : ne(families.id, except)
      db.delete(families)
        .where(and(mine, theirs, others))
        .run()
    },
    async listOf(account) {
      return db
        .select(record)
        .from(families)
        .where(and(mine, eq(families.account, account), gt(families.expiresAt, clock.now())))
        .orderBy(families.signedInAt, families.id)
        .all()
    },
  }
}
