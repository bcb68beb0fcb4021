import { createHash } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import type { OpenPostgres, PostgresDatabase } from '#db/postgres/client.ts'
import { workspaces } from '#db/postgres/schema.ts'

/**
 * Does something in one step, while the row of a workspace is held: `share` keeps it from being
 * removed, `no key update` also keeps others out who hold it like that. It is held first of all, so
 * that nobody waits for it who has something that its removal waits for.
 * @returns null, and nothing is done, where there is no such workspace
 */
export const holdingWorkspace = <Answer>(
  { transaction }: OpenPostgres,
  key: string,
  hold: 'key share' | 'no key update',
  work: (db: PostgresDatabase) => Promise<Answer>,
): Promise<Answer | null> =>
  transaction(async (db) => {
    const named = eq(workspaces.key, key)
    const held = await db
      .select({ is: sql`1` })
      .from(workspaces)
      .where(named)
      .for(hold)
    return held.length > 0 ? work(db) : null
  })

/**
 * Holds, until the transaction ends, what one strategy keeps of one account, or of all of them where it
 * is null. Who holds one account keeps nobody from another.
 */
export async function lockFor(
  tx: PostgresDatabase,
  owner: readonly string[],
  account: string | null,
): Promise<void> {
  const all = lockNumber(owner)
  if (account === null) await tx.execute(sql`SELECT pg_advisory_xact_lock(${all})`)
  else {
    const one = lockNumber([...owner, account])
    await tx.execute(
      sql`SELECT pg_advisory_xact_lock_shared(${all}), pg_advisory_xact_lock(${one})`,
    )
  }
}

/** Two that are given the same number wait for each other, and no harm is done. */
const lockNumber = (names: readonly string[]): bigint =>
  createHash('sha256').update(JSON.stringify(names)).digest().readBigInt64BE()
