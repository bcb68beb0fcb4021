import { and, eq, inArray, sql, sum } from 'drizzle-orm'
import { versions } from '#db/schema.ts'
import type { VersionStore } from '../contract.ts'
import type { Scope } from './scope.ts'

const EVERYBODY = ''

export function sqliteVersions({ db, workspace, strategy }: Scope): VersionStore {
  const mine = and(eq(versions.workspace, workspace), eq(versions.strategy, strategy))
  return {
    async current(account) {
      // Both numbers only grow, so their sum never comes back to what it was.
      const row = db
        .select({ version: sum(versions.version).mapWith(Number) })
        .from(versions)
        .where(and(mine, inArray(versions.account, [account, EVERYBODY])))
        .get()
      return row?.version ?? 0
    },
    async bump(account) {
      db.insert(versions)
        .values({ workspace, strategy, account: account ?? EVERYBODY, version: 1 })
        .onConflictDoUpdate({
          target: [versions.workspace, versions.strategy, versions.account],
          set: { version: sql`${versions.version} + 1` },
        })
        .run()
    },
  }
}
