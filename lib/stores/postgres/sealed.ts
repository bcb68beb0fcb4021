import { desc, eq } from 'drizzle-orm'
import type { PostgresDatabase } from '#db/postgres/client.ts'
import { serverState, signingKeys } from '#db/postgres/schema.ts'
import type { SealedStore } from '../backend.ts'

const CANARY = 'canary'

export const postgresSealed = (db: PostgresDatabase): SealedStore => ({
  async canary() {
    const found = await db.select().from(serverState).where(eq(serverState.name, CANARY))
    return found[0]?.value ?? null
  },
  async keepCanary(value) {
    await db.insert(serverState).values({ name: CANARY, value }).onConflictDoNothing()
  },
  keys(atMost) {
    const { workspace, strategy, sealed, added } = signingKeys
    return db
      .select({ workspace, strategy, sealed })
      .from(signingKeys)
      .orderBy(desc(added))
      .limit(atMost)
  },
})
