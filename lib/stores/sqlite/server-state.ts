import { and, eq } from 'drizzle-orm'
import type { Database } from '#db/client.ts'
import { serverState } from '#db/schema/server-state.ts'
import type { ServerStateStore } from '../server-state.ts'

export function sqliteServerState(db: Database): ServerStateStore {
  return {
    async read(name) {
      return db.select().from(serverState).where(eq(serverState.name, name)).get()?.value ?? null
    },
    async swap(name, from, value) {
      if (from === null) {
        const put = db.insert(serverState).values({ name, value }).onConflictDoNothing()
        return put.run().changes === 1
      }
      const there = and(eq(serverState.name, name), eq(serverState.value, from))
      return db.update(serverState).set({ value }).where(there).run().changes === 1
    },
  }
}
