import { and, eq, gt, inArray, sql } from 'drizzle-orm'
import type { Database } from '#db/client.ts'
import { prepared } from '#db/prepared.ts'
import { cutOffs } from '#db/schema/cut-offs.ts'
import { revokedTokens } from '#db/schema/revoked-tokens.ts'
import type { RevocationStore, StampedToken } from '../contract.ts'
import type { Scope } from './scope.ts'

/** Its row holds the number of cut-offs so far, and is never pruned: that number must not come back. */
const EVERYBODY = ''

const statements = prepared((db) => {
  const byId = db
    .select({ hit: sql`1` })
    .from(revokedTokens)
    .where(
      and(
        eq(revokedTokens.workspace, sql.placeholder('workspace')),
        eq(revokedTokens.strategy, sql.placeholder('strategy')),
        eq(revokedTokens.tokenId, sql.placeholder('id')),
      ),
    )
  const byCutOff = db
    .select({ hit: sql`1` })
    .from(cutOffs)
    .where(
      and(
        eq(cutOffs.workspace, sql.placeholder('workspace')),
        eq(cutOffs.strategy, sql.placeholder('strategy')),
        inArray(cutOffs.account, [sql.placeholder('account'), EVERYBODY]),
        gt(cutOffs.at, sql.placeholder('stamp')),
        sql`${cutOffs.keep} IS NOT ${sql.placeholder('id')}`,
      ),
    )
  return { hits: byId.unionAll(byCutOff).limit(1).prepare() }
})

type Reading = Pick<Database, 'select'>
type Writing = Pick<Database, 'insert'>

/** Cut-offs in the order of their numbers: a token is void where a later one concerns its account. */
export function sqliteRevocations({ db, workspace, strategy }: Scope): RevocationStore {
  const mine = and(eq(cutOffs.workspace, workspace), eq(cutOffs.strategy, strategy))
  const immediate = { behavior: 'immediate' } as const

  const ofEverybody = (on: Reading = db) =>
    on
      .select()
      .from(cutOffs)
      .where(and(mine, eq(cutOffs.account, EVERYBODY)))
      .get() ?? { at: 0, latest: 0, until: 0, keep: null }

  type Row = Pick<typeof cutOffs.$inferInsert, 'at' | 'latest' | 'until' | 'keep' | 'expiresAt'>
  const put = (account: string, row: Row, on: Writing) =>
    on
      .insert(cutOffs)
      .values({ workspace, strategy, account, ...row })
      .onConflictDoUpdate({
        target: [cutOffs.workspace, cutOffs.strategy, cutOffs.account],
        set: row,
      })
      .run()
  const putEverybody = (row: Omit<Row, 'expiresAt'>, on: Writing) =>
    put(EVERYBODY, { ...row, expiresAt: Number.MAX_SAFE_INTEGER }, on)

  /** The number of cut-offs so far, for a token that ends at `until`. */
  function stampFor(until: number, on: Reading & Writing): number {
    const { at, latest, until: last, keep } = ofEverybody(on)
    if (until > last) putEverybody({ at, latest, until, keep }, on)
    return latest
  }

  /** The next number, given to one account or to everybody. */
  function cutOff(account: string | null, keep: string | null, on: Reading & Writing): number {
    const { at, latest, until } = ofEverybody(on)
    const number = latest + 1
    putEverybody({ at: account === null ? number : at, latest: number, until, keep: null }, on)
    // What ends last of all that it can hit decides how long it is kept.
    const row = { at: number, latest: number, until: 0, keep, expiresAt: until }
    if (account !== null) put(account, row, on)
    return number
  }

  const revoke = (tokenId: string, until: number, on: Writing = db) =>
    on
      .insert(revokedTokens)
      .values({ workspace, strategy, tokenId, expiresAt: until })
      .onConflictDoNothing()
      .run()

  const isRevoked = ({ id, account, stamp }: StampedToken): boolean =>
    statements(db).hits.all({ workspace, strategy, id, account, stamp }).length > 0

  return {
    stamp: async (until) => db.transaction((tx) => stampFor(until, tx), immediate),
    async revoke(tokenId, until) {
      revoke(tokenId, until)
    },
    async cutOff(account, keep) {
      db.transaction((tx) => {
        // A token that was revoked while its owner's request was under way is not brought back.
        const spared = account !== null && keep && !isRevoked({ ...keep, account })
        cutOff(account, spared ? keep.id : null, tx)
      }, immediate)
    },
    async exchange(token, until, reach) {
      return db.transaction((tx) => {
        if (isRevoked(token)) return null
        if (reach === 'all') cutOff(token.account, null, tx)
        else revoke(token.id, token.expiresAt, tx)
        return stampFor(until, tx)
      }, immediate)
    },
    async isRevoked(token) {
      return isRevoked(token)
    },
  }
}
