import { and, eq, isNull, lt, lte, sql } from 'drizzle-orm'
import { prepared, reading, writing } from '#db/prepared.ts'
import { signingKeys as keys } from '#db/schema/signing-keys.ts'
import type { KeyStore } from '../contract.ts'
import { everyColumn, given, mine, type Scope } from './scope.ts'

const statements = prepared((db) => {
  const all = mine(keys)
  const { kid, algorithm, sealed, number, lifetime, verifiesUntil } = keys
  const last = db
    .select({ number: sql`coalesce(max(${number}), 0)` })
    .from(keys)
    .where(all)
  return {
    list: reading(
      db,
      db.select({ kid, algorithm, sealed, number, lifetime, verifiesUntil }).from(keys).where(all),
    ),
    addIfAbsent: writing(
      db,
      db
        .insert(keys)
        .values({ ...everyColumn(keys), number: sql`(${last}) + 1`, verifiesUntil: null })
        .onConflictDoNothing(),
    ),
    lengthen: writing(
      db,
      db
        .update(keys)
        .set({
          lifetime: sql`${given('lifetime')}`,
          verifiesUntil: sql`${verifiesUntil} + ${given('lifetime')} - ${lifetime}`,
        })
        .where(and(all, eq(kid, given('kid')), lt(lifetime, given('lifetime')))),
    ),
    removeRetired: writing(db, db.delete(keys).where(and(all, lte(verifiesUntil, given('now'))))),
    retire: writing(
      db,
      db
        .update(keys)
        .set({ verifiesUntil: sql`${given('now')} + ${lifetime}` })
        .where(and(all, isNull(verifiesUntil))),
    ),
    removeAll: writing(db, db.delete(keys).where(all)),
  }
})

export function sqliteKeys({ db, workspace, strategy }: Omit<Scope, 'clock'>): KeyStore {
  const own = { workspace, strategy }
  const rows = () => statements(db)
  return {
    async list() {
      // There are few, and the engine would sort them in a table that it makes for it.
      return rows()
        .list.all(own)
        .toSorted((a, b) => b.number - a.number)
    },
    async addIfAbsent(key) {
      rows().addIfAbsent.run({ ...key, ...own })
    },
    async lengthen(kid, lifetime) {
      rows().lengthen.run({ ...own, kid, lifetime })
    },
    async retire(now) {
      db.transaction(
        () => {
          rows().removeRetired.run({ ...own, now })
          rows().retire.run({ ...own, now })
        },
        { behavior: 'immediate' },
      )
    },
    async removeAll() {
      rows().removeAll.run(own)
    },
  }
}
