import { and, getTableColumns, gt, sql } from 'drizzle-orm'
import { prepared, reading, writing } from '#db/prepared.ts'
import { refreshFamilies as families } from '#db/schema/refresh-families.ts'
import {
  TOLD_FOR,
  type AccountId,
  type Beyond,
  type FamilyRecord,
  type RefreshFamilyStore,
  type Rotation,
} from '../contract.ts'
import { given, type Scope } from './scope.ts'
import { changingSessions, SessionRows, whichSessions } from './session-rows.ts'

/** A row, without whose it is: the store knows that by itself. */
const { workspace: _, strategy: __, ...record } = getTableColumns(families)

const statements = prepared((db) => {
  const { named, living } = whichSessions(families, families.id)
  return {
    ...changingSessions(db, families, {
      key: families.id,
      counted: gt(families.rotatedAt, given('usedSince')),
    }),
    find: reading(
      db,
      db
        .select(record)
        .from(families)
        .where(and(named, gt(families.expiresAt, given('since')))),
    ),
    rotate: writing(
      db,
      db
        .update(families)
        .set({ generation: sql`${given('generation')}`, rotatedAt: sql`${given('rotatedAt')}` })
        .where(named),
    ),
    listOf: reading(
      db,
      db.select(record).from(families).where(living).orderBy(families.signedInAt, families.id),
    ),
  }
})

class SqliteRefreshFamilies extends SessionRows<FamilyRecord> implements RefreshFamilyStore {
  protected override rows() {
    return statements(this.scope.db)
  }

  async find(id: string) {
    return this.#found(id)
  }

  async rotate(
    ...[id, presented, { now, graceMs, idleMs }]: Parameters<RefreshFamilyStore['rotate']>
  ) {
    // IMMEDIATE takes the write lock before the read, so no other rotation comes between the two.
    return this.scope.db.transaction(
      (): Rotation | null => {
        const family = this.#found(id)
        if (!family) return null
        if (family.expiresAt <= now) return { outcome: 'expired' }
        const isDouble = presented === family.generation - 1 && now - family.rotatedAt < graceMs
        if (isDouble) return { outcome: 'repeated', family }
        if (presented !== family.generation) {
          this.rows().remove.run({ ...this.own, key: id })
          return { outcome: 'reused' }
        }
        if (now - family.rotatedAt >= idleMs) return { outcome: 'idle_timeout' }
        const next = { generation: family.generation + 1, rotatedAt: now }
        this.rows().rotate.run({ ...this.own, key: id, ...next })
        return { outcome: 'rotated', family: { ...family, ...next } }
      },
      { behavior: 'immediate' },
    )
  }

  end(id: string, by?: string) {
    return this.remove(id, by)
  }

  endOf(account: AccountId | null) {
    return this.removeOf(account)
  }

  endFrom(id: string, beyond: Beyond) {
    return this.removeFrom(id, beyond)
  }

  #found(id: string): FamilyRecord | null {
    const since = this.scope.clock.now() - TOLD_FOR
    return this.rows().find.get({ ...this.own, key: id, since }) ?? null
  }
}

export const sqliteRefreshFamilies = (scope: Scope): RefreshFamilyStore =>
  new SqliteRefreshFamilies(scope)
