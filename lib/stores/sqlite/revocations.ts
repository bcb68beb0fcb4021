import { and, eq, gt, sql, type Placeholder } from 'drizzle-orm'
import { prepared, reading, writing } from '#db/prepared.ts'
import { cutOffs } from '#db/schema/cut-offs.ts'
import { revokedTokens } from '#db/schema/revoked-tokens.ts'
import type { RevocationStore, StampedToken } from '../contract.ts'
import { EVERYBODY, putCutOff } from './cut-off-rows.ts'
import { everyColumn, given, mine, type Scope } from './scope.ts'

const statements = prepared((db) => {
  const hit = sql<number>`1`.as('hit')
  const byId = db
    .select({ hit })
    .from(revokedTokens)
    .where(and(mine(revokedTokens), eq(revokedTokens.tokenId, given('id'))))
  const byCutOffOf = (account: string | Placeholder) =>
    db
      .select({ hit })
      .from(cutOffs)
      .where(
        and(
          mine(cutOffs),
          eq(cutOffs.account, account),
          gt(cutOffs.at, given('stamp')),
          sql`${cutOffs.keep} IS NOT ${given('id')}`,
        ),
      )
  const { at, latest, until, keep } = cutOffs
  return {
    // Without a limit, which there is no need for: a bound one has the engine prepare it at every call.
    hits: reading(db, byId.unionAll(byCutOffOf(given('account'))).unionAll(byCutOffOf(EVERYBODY))),
    revoke: writing(
      db,
      db.insert(revokedTokens).values(everyColumn(revokedTokens)).onConflictDoNothing(),
    ),
    ofEverybody: reading(
      db,
      db
        .select({ at, latest, until, keep })
        .from(cutOffs)
        .where(and(mine(cutOffs), eq(cutOffs.account, EVERYBODY))),
    ),
    put: putCutOff(db),
  }
})

type Row = Pick<typeof cutOffs.$inferSelect, 'at' | 'latest' | 'until' | 'keep'>

/**
 * Cut-offs in the order of their numbers: a token is void where a later one concerns its account.
 * Everybody's row holds the number of cut-offs so far, and is never pruned: it must not come back.
 */
export function sqliteRevocations({ db, workspace, strategy }: Scope): RevocationStore {
  const own = { workspace, strategy }
  const rows = () => statements(db)
  const atOnce = <T>(work: () => T): T => db.transaction(work, { behavior: 'immediate' })

  const ofEverybody = () =>
    rows().ofEverybody.get(own) ?? { at: 0, latest: 0, until: 0, keep: null }
  const put = (account: string, row: Row, expiresAt: number) =>
    rows().put.run({ ...own, account, ...row, expiresAt })
  const putEverybody = (row: Row) => put(EVERYBODY, row, Number.MAX_SAFE_INTEGER)

  /** The number of cut-offs so far, for a token that ends at `until`. */
  function stampFor(until: number): number {
    const row = ofEverybody()
    if (until > row.until) putEverybody({ ...row, until })
    return row.latest
  }

  /** The next number, given to one account or to everybody. */
  function cutOff(account: string | null, keep: string | null): void {
    const { at, latest, until } = ofEverybody()
    const number = latest + 1
    putEverybody({ at: account === null ? number : at, latest: number, until, keep: null })
    // What ends last of all that it can hit decides how long it is kept.
    if (account !== null) put(account, { at: number, latest: number, until: 0, keep }, until)
  }

  const revoke = (tokenId: string, until: number) =>
    rows().revoke.run({ ...own, tokenId, expiresAt: until })

  const isRevoked = ({ id, account, stamp }: StampedToken): boolean =>
    rows().hits.get({ ...own, id, account, stamp }) !== undefined

  return {
    stamp: async (until) => atOnce(() => stampFor(until)),
    async revoke(tokenId, until) {
      revoke(tokenId, until)
    },
    async cutOff(account) {
      atOnce(() => cutOff(account, null))
    },
    async cutOffFrom(token, beyond) {
      return atOnce(() => {
        if (isRevoked(token)) return false
        cutOff(token.account, beyond === 'others' ? token.id : null)
        return true
      })
    },
    async exchange(token, until, reach) {
      return atOnce(() => {
        if (isRevoked(token)) return null
        if (reach === 'all') cutOff(token.account, null)
        else revoke(token.id, token.expiresAt)
        return stampFor(until)
      })
    },
    async isRevoked(token) {
      return isRevoked(token)
    },
  }
}
