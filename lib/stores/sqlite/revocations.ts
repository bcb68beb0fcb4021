import { and, eq, gt, inArray, sql } from 'drizzle-orm'
import type { Database } from '#db/client.ts'
import { cutOffs, revokedTokens } from '#db/schema.ts'
import { MAX_LIFETIME } from '../../kernel/clock.ts'
import type { RevocationStore, StampedToken } from '../contract.ts'
import type { Scope } from './scope.ts'

/** Its row holds the number of cut-offs so far, and is never pruned: that number must not come back. */
const EVERYBODY = ''

type Reading = Pick<Database, 'select'>
type Writing = Pick<Database, 'insert'>

/** Cut-offs in the order of their numbers: a token is void where a later one concerns its account. */
export function sqliteRevocations({ db, workspace, strategy, clock }: Scope): RevocationStore {
  const mine = and(eq(cutOffs.workspace, workspace), eq(cutOffs.strategy, strategy))
  const immediate = { behavior: 'immediate' } as const

  const counted = (on: Reading = db): number =>
    on
      .select({ latest: cutOffs.latest })
      .from(cutOffs)
      .where(and(mine, eq(cutOffs.account, EVERYBODY)))
      .get()?.latest ?? 0

  const put = (row: Omit<typeof cutOffs.$inferInsert, 'workspace' | 'strategy'>, on: Writing) =>
    on
      .insert(cutOffs)
      .values({ workspace, strategy, ...row })
      .onConflictDoUpdate({
        target: [cutOffs.workspace, cutOffs.strategy, cutOffs.account],
        set: row,
      })
      .run()

  /** The next number, given to one account or to everybody. */
  function cutOff(account: string | null, keep: string | null, on: Reading & Writing): number {
    const number = counted(on) + 1
    const forever = Number.MAX_SAFE_INTEGER
    if (account === null) {
      put({ account: EVERYBODY, at: number, latest: number, keep, expiresAt: forever }, on)
      return number
    }
    const everybody = and(mine, eq(cutOffs.account, EVERYBODY))
    const { at = 0 } = on.select().from(cutOffs).where(everybody).get() ?? {}
    put({ account: EVERYBODY, at, latest: number, keep: null, expiresAt: forever }, on)
    const expiresAt = clock.now() + MAX_LIFETIME * 1000
    put({ account, at: number, latest: number, keep, expiresAt }, on)
    return number
  }

  const revoke = (tokenId: string, until: number, on: Writing = db) =>
    on
      .insert(revokedTokens)
      .values({ workspace, strategy, tokenId, expiresAt: until })
      .onConflictDoNothing()
      .run()

  function isRevoked({ id, account, stamp }: StampedToken, on: Reading = db): boolean {
    const byId = on
      .select({ hit: sql`1` })
      .from(revokedTokens)
      .where(
        and(
          eq(revokedTokens.workspace, workspace),
          eq(revokedTokens.strategy, strategy),
          eq(revokedTokens.tokenId, id),
        ),
      )
    const byCutOff = on
      .select({ hit: sql`1` })
      .from(cutOffs)
      .where(
        and(
          mine,
          inArray(cutOffs.account, [account, EVERYBODY]),
          gt(cutOffs.at, stamp),
          sql`${cutOffs.keep} IS NOT ${id}`,
        ),
      )
    return byId.unionAll(byCutOff).limit(1).all().length > 0
  }

  return {
    async stamp() {
      return counted()
    },
    async revoke(tokenId, until) {
      revoke(tokenId, until)
    },
    async cutOff(account, keep) {
      db.transaction((tx) => {
        // A token that was revoked while its owner's request was under way is not brought back.
        const spared = account !== null && keep && !isRevoked({ ...keep, account }, tx)
        cutOff(account, spared ? keep.id : null, tx)
      }, immediate)
    },
    async exchange(token, until, reach) {
      return db.transaction((tx) => {
        if (isRevoked(token, tx)) return null
        if (reach === 'all') return cutOff(token.account, null, tx)
        revoke(token.id, until, tx)
        return counted(tx)
      }, immediate)
    },
    async isRevoked(token) {
      return isRevoked(token)
    },
  }
}
