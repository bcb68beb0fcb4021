import { and, desc, eq, getTableColumns, isNull, lt, lte, max, sql } from 'drizzle-orm'
import type { OpenPostgres, PostgresDatabase } from '#db/postgres/client.ts'
import { signingKeys as keys } from '#db/postgres/schema.ts'
import { workspaceGone } from '../../kernel/problem.ts'
import type { KeyStore } from '../contract.ts'
import { holdingWorkspace } from './locked.ts'
import { mine } from './statements.ts'

/** A key, without whose it is: the store knows that by itself. */
const { workspace: _, strategy: __, added: ___, ...record } = getTableColumns(keys)

/** A trigger counts every change of a key at its workspace. */
export function postgresKeys(
  opened: OpenPostgres,
): (workspace: string, strategy: string) => KeyStore {
  const { db } = opened
  const all = mine(keys)
  const { number, lifetime, verifiesUntil } = keys
  const list = db
    .select(record)
    .from(keys)
    .where(all)
    .orderBy(desc(number))
    .prepare('signing_keys_list')
  return (workspace, strategy) => {
    const own = { workspace, strategy }
    const ofRing = and(eq(keys.workspace, workspace), eq(keys.strategy, strategy))
    // One after the other: no two keys of a ring have the same number.
    const changing = <Answer>(work: (tx: PostgresDatabase) => Promise<Answer>) =>
      holdingWorkspace(opened, workspace, 'no key update', work)
    return {
      list: () => list.execute(own),
      async addIfAbsent(key) {
        const added = await changing(async (tx) => {
          const [last] = await tx
            .select({ number: max(number) })
            .from(keys)
            .where(ofRing)
          const row = { ...key, ...own, number: (last?.number ?? 0) + 1 }
          await tx.insert(keys).values(row).onConflictDoNothing()
          return true
        })
        if (!added) throw workspaceGone(new Error('there is nothing to keep a key for'))
      },
      async lengthen(kid, longer) {
        const until = sql`${verifiesUntil} + ${longer}::bigint - ${lifetime}`
        const named = and(ofRing, eq(keys.kid, kid), lt(lifetime, longer))
        await changing((tx) =>
          tx.update(keys).set({ lifetime: longer, verifiesUntil: until }).where(named),
        )
      },
      async retire(now) {
        await changing(async (tx) => {
          await tx.delete(keys).where(and(ofRing, lte(verifiesUntil, now)))
          await tx
            .update(keys)
            .set({ verifiesUntil: sql`${now}::bigint + ${lifetime}` })
            .where(and(ofRing, isNull(verifiesUntil)))
        })
      },
      async removeAll() {
        await changing((tx) => tx.delete(keys).where(ofRing))
      },
    }
  }
}
