import { and, eq, gt, inArray, max, sql } from 'drizzle-orm'
import { cutOffs, revokedTokens } from '#db/schema.ts'
import { MAX_LIFETIME } from '../../kernel/clock.ts'
import type { CutOffStore, RevocationStore } from '../contract.ts'
import type { Scope } from './scope.ts'

const EVERYBODY = ''

/** `keptFor`: for how long a cut-off is kept, in milliseconds; as long as any token can live. */
export function sqliteRevocations(
  { db, workspace, strategy, clock }: Scope,
  keptFor = MAX_LIFETIME * 1000,
): RevocationStore & Pick<CutOffStore, 'last'> {
  const mine = and(eq(cutOffs.workspace, workspace), eq(cutOffs.strategy, strategy))
  const concerning = (account: string) =>
    and(mine, inArray(cutOffs.account, [account, EVERYBODY]), gt(cutOffs.expiresAt, clock.now()))

  async function last(account: string): Promise<number> {
    const row = db
      .select({ at: max(cutOffs.at) })
      .from(cutOffs)
      .where(concerning(account))
      .get()
    return row?.at ?? 0
  }

  return {
    last,
    // After the last cut-off, even in its own millisecond.
    stamp: async (account) => Math.max(clock.now(), (await last(account)) + 1),

    async revoke(tokenId, until) {
      db.insert(revokedTokens)
        .values({ workspace, strategy, tokenId, expiresAt: until })
        .onConflictDoNothing()
        .run()
    },

    async cutOff(account, keep) {
      const now = clock.now()
      db.transaction(
        (tx) => {
          const reach = account === null ? mine : concerning(account)
          const rows = tx.select().from(cutOffs).where(reach).all()
          const earlier = rows.find((row) => row.account === (account ?? EVERYBODY))
          // A token that was cut off while its owner's request was under way is not brought back.
          const ended = earlier && keep && earlier.at >= keep.stamp && earlier.keep !== keep.id
          const row = {
            // New tokens are stamped after the last cut-off, if need be a millisecond in the future:
            // this one has to reach them there.
            at: Math.max(now, ...rows.map((other) => other.at + 1)),
            keep: ended ? null : (keep?.id ?? null),
            expiresAt: now + keptFor,
          }
          tx.insert(cutOffs)
            .values({ workspace, strategy, account: account ?? EVERYBODY, ...row })
            .onConflictDoUpdate({
              target: [cutOffs.workspace, cutOffs.strategy, cutOffs.account],
              set: row,
            })
            .run()
        },
        { behavior: 'immediate' },
      )
    },

    async isRevoked({ id, account, stamp }) {
      const byId = db
        .select({ hit: sql`1` })
        .from(revokedTokens)
        .where(
          and(
            eq(revokedTokens.workspace, workspace),
            eq(revokedTokens.strategy, strategy),
            eq(revokedTokens.tokenId, id),
          ),
        )
      const byCutOff = db
        .select({ hit: sql`1` })
        .from(cutOffs)
        .where(
          and(
            concerning(account),
            sql`${cutOffs.at} >= ${stamp}`,
            sql`${cutOffs.keep} IS NOT ${id}`,
          ),
        )
      return byId.unionAll(byCutOff).limit(1).all().length > 0
    },
  }
}
