import { and, eq, inArray, sql, sum } from 'drizzle-orm'
import { versions } from '#db/schema.ts'
import type { Database } from '#db/client.ts'
import type { VersionStore } from '../contract.ts'
import type { Scope } from './scope.ts'

const EVERYBODY = ''

export function sqliteVersions({ db, workspace, strategy }: Scope): VersionStore {
  const mine = and(eq(versions.workspace, workspace), eq(versions.strategy, strategy))
  /** Both numbers only grow, so their sum never comes back to what it was. */
  const sumFor = (account: string, on: Pick<Database, 'select'> = db): number => {
    const row = on
      .select({ version: sum(versions.version).mapWith(Number) })
      .from(versions)
      .where(and(mine, inArray(versions.account, [account, EVERYBODY])))
      .get()
    return row?.version ?? 0
  }
  const bump = (account: string, on: Pick<Database, 'insert'> = db) =>
    on
      .insert(versions)
      .values({ workspace, strategy, account, version: 1 })
      .onConflictDoUpdate({
        target: [versions.workspace, versions.strategy, versions.account],
        set: { version: sql`${versions.version} + 1` },
      })
      .run()

  return {
    async current(account) {
      return sumFor(account)
    },
    async bump(account) {
      bump(account ?? EVERYBODY)
    },
    async bumpFrom(account, current) {
      return db.transaction(
        (tx) => {
          if (sumFor(account, tx) !== current) return null
          bump(account, tx)
          return current + 1
        },
        { behavior: 'immediate' },
      )
    },
  }
}
