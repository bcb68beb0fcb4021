import { and, eq } from 'drizzle-orm'
import { signingKeys } from '#db/schema.ts'
import type { KeyStore } from '../contract.ts'
import type { Scope } from './scope.ts'

export function sqliteKeys({ db, workspace, strategy }: Omit<Scope, 'clock'>): KeyStore {
  const mine = and(eq(signingKeys.workspace, workspace), eq(signingKeys.strategy, strategy))
  return {
    async list() {
      return db.select().from(signingKeys).where(mine).all()
    },
    async addIfAbsent(key) {
      db.insert(signingKeys)
        .values({ workspace, strategy, ...key })
        .onConflictDoNothing()
        .run()
    },
    async removeAll() {
      db.delete(signingKeys).where(mine).run()
    },
  }
}
