import { and, eq, sql } from 'drizzle-orm'
import { prepared } from '#db/prepared.ts'
import { signingKeys } from '#db/schema/signing-keys.ts'
import type { KeyStore } from '../contract.ts'
import type { Scope } from './scope.ts'

const statements = prepared((db) => ({
  list: db
    .select({
      kid: signingKeys.kid,
      algorithm: signingKeys.algorithm,
      sealed: signingKeys.sealed,
    })
    .from(signingKeys)
    .where(
      and(
        eq(signingKeys.workspace, sql.placeholder('workspace')),
        eq(signingKeys.strategy, sql.placeholder('strategy')),
      ),
    )
    .prepare(),
}))

export function sqliteKeys({ db, workspace, strategy }: Omit<Scope, 'clock'>): KeyStore {
  const mine = and(eq(signingKeys.workspace, workspace), eq(signingKeys.strategy, strategy))
  return {
    async list() {
      return statements(db).list.all({ workspace, strategy })
    },
    async addIfAbsent(key) {
      db.insert(signingKeys)
        .values({ ...key, workspace, strategy })
        .onConflictDoNothing()
        .run()
    },
    async removeAll() {
      db.delete(signingKeys).where(mine).run()
    },
  }
}
