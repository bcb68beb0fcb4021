import { and, eq, inArray, max, sql } from 'drizzle-orm'
import type { Database } from '#db/client.ts'
import { prepared } from '#db/prepared.ts'
import { cutOffs } from '#db/schema/cut-offs.ts'
import type { CutOffStore } from '../contract.ts'
import type { Scope } from './scope.ts'

/** Its row holds the latest moment at which a token was issued, to anybody. */
const EVERYBODY = ''

type Tx = Pick<Database, 'select' | 'insert'>

const statements = prepared((db) => ({
  last: db
    .select({ at: max(cutOffs.at) })
    .from(cutOffs)
    .where(
      and(
        eq(cutOffs.workspace, sql.placeholder('workspace')),
        eq(cutOffs.strategy, sql.placeholder('strategy')),
        inArray(cutOffs.account, [sql.placeholder('account'), EVERYBODY]),
      ),
    )
    .prepare(),
}))

/**
 * Moments of one clock that is never compared with another: what was issued is noted beside the
 * cut-offs, so that a clock that stepped back, or another machine's, falls behind none of it.
 */
export function sqliteCutOffs({ db, workspace, strategy, clock }: Scope): CutOffStore {
  const mine = and(eq(cutOffs.workspace, workspace), eq(cutOffs.strategy, strategy))
  const atOnce = <T>(work: (tx: Tx) => T): T => db.transaction(work, { behavior: 'immediate' })

  const rowOf = (account: string, tx: Tx) =>
    tx
      .select()
      .from(cutOffs)
      .where(and(mine, eq(cutOffs.account, account)))
      .get()

  function put(account: string, change: { at?: number; latest?: number }, tx: Tx): void {
    const { at = 0, latest = 0 } = rowOf(account, tx) ?? {}
    // Kept for as long as the workspace: a date beside each account, as those who propose it say.
    const row = { at, latest, keep: null, expiresAt: Number.MAX_SAFE_INTEGER, ...change }
    tx.insert(cutOffs)
      .values({ workspace, strategy, account, ...row })
      .onConflictDoUpdate({
        target: [cutOffs.workspace, cutOffs.strategy, cutOffs.account],
        set: row,
      })
      .run()
  }

  const last = (account: string): number =>
    statements(db).last.get({ workspace, strategy, account })?.at ?? 0

  const issued = (tx: Tx): number => rowOf(EVERYBODY, tx)?.latest ?? 0

  function issue(account: string, tx: Tx): number {
    const at = Math.max(clock.now(), last(account) + 1)
    put(EVERYBODY, { latest: Math.max(at, issued(tx)) }, tx)
    return at
  }

  const cut = (account: string, tx: Tx) =>
    put(account, { at: Math.max(clock.now(), issued(tx), last(account)) }, tx)

  return {
    issueTime: async (account) => atOnce((tx) => issue(account, tx)),
    async set(account) {
      atOnce((tx) => cut(account ?? EVERYBODY, tx))
    },
    setFrom: async (account, issuedAt) =>
      atOnce((tx) => {
        if (issuedAt <= last(account)) return null
        cut(account, tx)
        return issue(account, tx)
      }),
    last: async (account) => last(account),
  }
}
