import { and, eq, gt, inArray, max, sql } from 'drizzle-orm'
import { cutOffs, revokedTokens } from '#db/schema.ts'
import type { RevocationStore } from '../contract.ts'
import type { Scope } from './scope.ts'

const EVERYBODY = ''

export function sqliteRevocations({ db, workspace, strategy, clock }: Scope): RevocationStore {
  const mine = and(eq(cutOffs.workspace, workspace), eq(cutOffs.strategy, strategy))
  const concerning = (account: string) =>
    and(mine, inArray(cutOffs.account, [account, EVERYBODY]), gt(cutOffs.expiresAt, clock.now()))

  return {
    async revoke(tokenId, until) {
      db.insert(revokedTokens)
        .values({ workspace, strategy, tokenId, expiresAt: until })
        .onConflictDoNothing()
        .run()
    },

    async cutOff(account, at, until, keep) {
      db.transaction(
        (tx) => {
          const reach = account === null ? mine : concerning(account)
          const rows = tx.select().from(cutOffs).where(reach).all()
          const earlier = rows.find((row) => row.account === (account ?? EVERYBODY))
          // A token that was cut off while its owner's request was under way is not brought back.
          const ended = earlier && keep && earlier.at >= keep.issuedAt && earlier.keep !== keep.id
          const row = {
            // New tokens are issued after the last cut-off, if need be a millisecond in the future:
            // this one has to reach them there.
            at: Math.max(at, ...rows.map((other) => other.at + 1)),
            keep: ended ? null : (keep?.id ?? null),
            expiresAt: Math.max(until, earlier?.expiresAt ?? 0),
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

    async isRevoked({ id, account, issuedAt }) {
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
            sql`${cutOffs.at} >= ${issuedAt}`,
            sql`${cutOffs.keep} IS NOT ${id}`,
          ),
        )
      return byId.unionAll(byCutOff).limit(1).all().length > 0
    },

    async lastCutOff(account) {
      const last = db
        .select({ at: max(cutOffs.at) })
        .from(cutOffs)
        .where(concerning(account))
        .get()
      return last?.at ?? 0
    },
  }
}
