import { and, eq, type Placeholder } from 'drizzle-orm'
import { prepared, reading } from '#db/prepared.ts'
import { cutOffs } from '#db/schema/cut-offs.ts'
import type { CutOffStore } from '../contract.ts'
import { EVERYBODY, putCutOff } from './cut-off-rows.ts'
import { given, mine, type Scope } from './scope.ts'

const statements = prepared((db) => {
  const { at, latest } = cutOffs
  const rowOf = (account: string | Placeholder) =>
    db
      .select({ at, latest })
      .from(cutOffs)
      .where(and(mine(cutOffs), eq(cutOffs.account, account)))
  return {
    // Two looks, since the engine takes longer to make a table of what a column is to be in.
    both: reading(db, rowOf(given('account')).unionAll(rowOf(EVERYBODY))),
    of: reading(db, rowOf(given('account'))),
    put: putCutOff(db),
  }
})

/**
 * Moments of one clock that is never compared with another: what was issued is noted beside the
 * cut-offs, so that a clock that stepped back, or another machine's, falls behind none of it.
 * Everybody's row holds the latest moment at which a token was issued, to anybody.
 */
export function sqliteCutOffs({ db, workspace, strategy, clock }: Scope): CutOffStore {
  const own = { workspace, strategy }
  const rows = () => statements(db)
  const atOnce = <T>(work: () => T): T => db.transaction(work, { behavior: 'immediate' })

  const rowOf = (account: string) => rows().of.get({ ...own, account })

  function put(account: string, change: { at?: number; latest?: number }): void {
    const { at = 0, latest = 0 } = rowOf(account) ?? {}
    // Kept for as long as the workspace: a date beside each account, as those who propose it say.
    const kept = { until: 0, keep: null, expiresAt: Number.MAX_SAFE_INTEGER }
    rows().put.run({ ...own, account, ...kept, at, latest, ...change })
  }

  const last = (account: string): number =>
    Math.max(
      0,
      ...rows()
        .both.allAt(workspace, strategy, account, workspace, strategy, EVERYBODY)
        .map((row) => row.at),
    )

  const issued = (): number => rowOf(EVERYBODY)?.latest ?? 0

  function issue(account: string): number {
    const at = Math.max(clock.now(), last(account) + 1)
    put(EVERYBODY, { latest: Math.max(at, issued()) })
    return at
  }

  const cut = (account: string) =>
    put(account, { at: Math.max(clock.now(), issued(), last(account)) })

  return {
    issueTime: async (account) => atOnce(() => issue(account)),
    async set(account) {
      atOnce(() => cut(account ?? EVERYBODY))
    },
    setFrom: async (account, issuedAt) =>
      atOnce(() => {
        if (issuedAt <= last(account)) return null
        cut(account)
        return issue(account)
      }),
    last: async (account) => last(account),
  }
}
