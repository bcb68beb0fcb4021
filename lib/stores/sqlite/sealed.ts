import { desc, eq, sql } from 'drizzle-orm'
import type { Database } from '#db/client.ts'
import { serverState } from '#db/schema/server-state.ts'
import { signingKeys } from '#db/schema/signing-keys.ts'
import type { SealedStore } from '../backend.ts'

const CANARY = 'canary'

export function sqliteSealed(db: Database): SealedStore {
  return {
    async canary() {
      const named = eq(serverState.name, CANARY)
      return db.select().from(serverState).where(named).get()?.value ?? null
    },
    async keepCanary(value) {
      db.insert(serverState).values({ name: CANARY, value }).onConflictDoNothing().run()
    },
    async keys(atMost) {
      const { workspace, strategy, sealed } = signingKeys
      return db
        .select({ workspace, strategy, sealed })
        .from(signingKeys)
        .orderBy(desc(sql`rowid`))
        .limit(atMost)
        .all()
    },
  }
}
