import { and, desc, eq, isNull, lt, lte, sql } from 'drizzle-orm'
import { prepared } from '#db/prepared.ts'
import { signingKeys as keys } from '#db/schema/signing-keys.ts'
import type { KeyStore } from '../contract.ts'
import type { Scope } from './scope.ts'

const statements = prepared((db) => ({
  list: db
    .select({
      kid: keys.kid,
      algorithm: keys.algorithm,
      sealed: keys.sealed,
      number: keys.number,
      lifetime: keys.lifetime,
      verifiesUntil: keys.verifiesUntil,
    })
    .from(keys)
    .where(
      and(
        eq(keys.workspace, sql.placeholder('workspace')),
        eq(keys.strategy, sql.placeholder('strategy')),
      ),
    )
    .orderBy(desc(keys.number))
    .prepare(),
}))

export function sqliteKeys({ db, workspace, strategy }: Omit<Scope, 'clock'>): KeyStore {
  const mine = and(eq(keys.workspace, workspace), eq(keys.strategy, strategy))
  return {
    async list() {
      return statements(db).list.all({ workspace, strategy })
    },
    async addIfAbsent(key) {
      const last = db
        .select({ number: sql`coalesce(max(${keys.number}), 0)` })
        .from(keys)
        .where(mine)
      db.insert(keys)
        .values({ ...key, workspace, strategy, number: sql`(${last}) + 1` })
        .onConflictDoNothing()
        .run()
    },
    async lengthen(kid, lifetime) {
      db.update(keys)
        .set({
          lifetime,
          verifiesUntil: sql`${keys.verifiesUntil} + ${lifetime} - ${keys.lifetime}`,
        })
        .where(and(mine, eq(keys.kid, kid), lt(keys.lifetime, lifetime)))
        .run()
    },
    async retire(now) {
      db.transaction(
        (tx) => {
          tx.delete(keys)
            .where(and(mine, lte(keys.verifiesUntil, now)))
            .run()
          tx.update(keys)
            .set({ verifiesUntil: sql`${now} + ${keys.lifetime}` })
            .where(and(mine, isNull(keys.verifiesUntil)))
            .run()
        },
        { behavior: 'immediate' },
      )
    },
    async removeAll() {
      db.delete(keys).where(mine).run()
    },
  }
}
