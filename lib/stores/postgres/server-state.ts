import { and, eq } from 'drizzle-orm'
import type { PostgresDatabase } from '#db/postgres/client.ts'
import { serverState } from '#db/postgres/schema.ts'
import type { ServerStateStore } from '../server-state.ts'

export const postgresServerState = (db: PostgresDatabase): ServerStateStore => ({
  async read(name) {
    const [found] = await db.select().from(serverState).where(eq(serverState.name, name))
    return found?.value ?? null
  },
  async swap(name, from, value) {
    if (from === null) {
      const put = db.insert(serverState).values({ name, value }).onConflictDoNothing()
      return (await put).rowCount === 1
    }
    const there = and(eq(serverState.name, name), eq(serverState.value, from))
    return (await db.update(serverState).set({ value }).where(there)).rowCount === 1
  },
})
