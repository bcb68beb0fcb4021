import { and, eq, sql, type Placeholder } from 'drizzle-orm'
import type { Database } from '#db/client.ts'
import { prepared, reading, writing } from '#db/prepared.ts'
import { versions } from '#db/schema/versions.ts'
import type { VersionStore } from '../contract.ts'
import { everyColumn, given, mine, type Scope } from './scope.ts'

const EVERYBODY = ''

const statements = prepared((db) => ({
  // Two looks, since the engine takes longer to make a table of what a column is to be in.
  both: reading(db, versionOf(db, given('account')).unionAll(versionOf(db, EVERYBODY))),
  bump: writing(
    db,
    db
      .insert(versions)
      .values({ ...everyColumn(versions), version: 1 })
      .onConflictDoUpdate({
        target: [versions.workspace, versions.strategy, versions.account],
        set: { version: sql`${versions.version} + 1` },
      }),
  ),
}))

const versionOf = (db: Database, account: string | Placeholder) =>
  db
    .select({ version: versions.version })
    .from(versions)
    .where(and(mine(versions), eq(versions.account, account)))

export function sqliteVersions({ db, workspace, strategy }: Scope): VersionStore {
  /** Both numbers only grow, so their sum never comes back to what it was. */
  const sumFor = (account: string): number =>
    statements(db)
      .both.allAt(workspace, strategy, account, workspace, strategy, EVERYBODY)
      .reduce((sum, { version }) => sum + version, 0)
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
