import { and, inArray, sql, sum } from 'drizzle-orm'
import { prepared } from '#db/prepared.ts'
import { versions } from '#db/schema/versions.ts'
import type { VersionStore } from '../contract.ts'
import { everyColumn, given, mine, type Scope } from './scope.ts'

const EVERYBODY = ''

const statements = prepared((db) => ({
  sum: db
    .select({ version: sum(versions.version).mapWith(Number) })
    .from(versions)
    .where(and(mine(versions), inArray(versions.account, [given('account'), EVERYBODY])))
    .prepare(),
  bump: db
    .insert(versions)
    .values({ ...everyColumn(versions), version: 1 })
    .onConflictDoUpdate({
      target: [versions.workspace, versions.strategy, versions.account],
      set: { version: sql`${versions.version} + 1` },
    })
    .prepare(),
}))

export function sqliteVersions({ db, workspace, strategy }: Scope): VersionStore {
  /** Both numbers only grow, so their sum never comes back to what it was. */
  const sumFor = (account: string): number =>
    statements(db).sum.get({ workspace, strategy, account })?.version ?? 0
  const bump = (account: string) => statements(db).bump.run({ workspace, strategy, account })

  return {
    async current(account) {
      return sumFor(account)
    },
    async bump(account) {
      bump(account ?? EVERYBODY)
    },
    async bumpFrom(account, current) {
      return db.transaction(
        () => {
          if (sumFor(account) !== current) return null
          bump(account)
          return current + 1
        },
        { behavior: 'immediate' },
      )
    },
  }
}
