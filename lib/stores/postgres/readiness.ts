import { getTableName, sql } from 'drizzle-orm'
import type { PostgresDatabase } from '#db/postgres/client.ts'
import {
  accountEvents,
  accounts,
  librarySessions,
  passwordResets,
  serverState,
  signingKeys,
  workspaces,
} from '#db/postgres/schema.ts'
import { reasonOf } from './reasons.ts'

const tables = [workspaces, accounts, accountEvents, passwordResets, signingKeys, librarySessions]

/** What does not answer at this moment, by name and with the reason; none when all is well. */
export function postgresReadiness(db: PostgresDatabase): () => Promise<string[]> {
  /** Is a row committed? Nothing less tells whether the next revocation will be. */
  const write = () =>
    db
      .insert(serverState)
      .values({ name: 'probe', value: '0' })
      .onConflictDoUpdate({
        target: serverState.name,
        set: { value: sql`(${serverState.value}::bigint + 1)::text` },
      })

  return async () => {
    try {
      await write()
    } catch (error) {
      return [`database (${reasonOf(error)})`]
    }
    const asked = tables.map(async (table) => {
      const name = getTableName(table).replaceAll('_', ' ')
      const look = db
        .select({ is: sql`1` })
        .from(table)
        .limit(1)
      return look.then(
        () => [],
        () => [name],
      )
    })
    return (await Promise.all(asked)).flat()
  }
}
