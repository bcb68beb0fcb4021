import { eq, lt, sql } from 'drizzle-orm'
import type { Database } from '#db/client.ts'
import { prepared, reading, writing } from '#db/prepared.ts'
import { accountEvents } from '#db/schema/account-events.ts'
import { accounts } from '#db/schema/accounts.ts'
import { passwordResets } from '#db/schema/password-resets.ts'
import { signingKeys } from '#db/schema/signing-keys.ts'
import { thiefCopies } from '#db/schema/thief-copies.ts'
import { workspaces } from '#db/schema/workspaces.ts'
import { notForLong, stepByStep } from '../step-by-step.ts'
import { betweenSteps } from './between-steps.ts'
import { stateTables } from './inspection.ts'
import type { StateTable } from './prune.ts'
import { given } from './scope.ts'

/** Of these a workspace has few rows: they go with its own. */
const SMALL = [accounts, accountEvents, passwordResets, signingKeys, thiefCopies]

/** So many rows of session state, and so many idle workspaces, go in one step: nothing else is done meanwhile. */
const ROWS_AT_ONCE = 100
const WORKSPACES_AT_ONCE = 50

/** As JSON: a statement is prepared once, for however many. */
const named = sql`(SELECT value FROM json_each(${given('keys')}))`

const statements = prepared((db) => ({
  idle: db
    .select({ key: workspaces.key })
    .from(workspaces)
    .where(lt(workspaces.lastUsedAt, given('lastUsedAt')))
    .limit(WORKSPACES_AT_ONCE)
    .prepare(),
  many: Object.values(stateTables).map((table: StateTable) =>
    reading(
      db,
      db
        .select({ row: sql<number>`rowid`.as('row') })
        .from(table)
        .where(eq(table.workspace, given('key')))
        .limit(1)
        .offset(ROWS_AT_ONCE - 1),
    ),
  ),
  firstStep: [
    writing(db, db.delete(workspaces).where(sql`${workspaces.key} IN ${named}`)),
    ...SMALL.map((table) =>
      writing(db, db.delete(table).where(sql`${table.workspace} IN ${named}`)),
    ),
  ],
  nextSteps: Object.values(stateTables).map((table) => {
    const some = sql`rowid IN (SELECT rowid FROM ${table} WHERE ${table.workspace} IN ${named} LIMIT ${sql.raw(`${ROWS_AT_ONCE}`)})`
    return writing(db, db.delete(table).where(some))
  }),
}))

/** Under this key there is no workspace: nothing is found there, and nothing can be kept. */
const NOWHERE = ''

export interface Removal {
  removeWorkspace(key: string): Promise<void>
  /** Answers their keys. */
  removeIdleWorkspaces(lastUsedAt: number): Promise<string[]>
  /** Where the stores of session state look for what is kept of a workspace. */
  placeOf(workspace: string): string
}

/**
 * Removes workspaces step by step, requests having their turns in between. The first step takes what
 * opens a workspace, and what every row that is kept in one has to refer to: from then on it is refused
 * by every process. What is left, should this one end amid it, goes with the next pruning.
 */
export function sqliteRemoval(db: Database): Removal {
  /** What is left of these in session state is found by nobody. */
  const leaving = new Set<string>()

  function takeAway(keys: readonly string[]): void {
    const told = { keys: JSON.stringify(keys) }
    for (const { run } of statements(db).firstStep) run(told)
  }

  async function empty(): Promise<void> {
    const keys = [...leaving]
    if (keys.length === 0) return
    const told = { keys: JSON.stringify(keys) }
    for (const { run } of statements(db).nextSteps) {
      await stepByStep(ROWS_AT_ONCE, async () => {
        const { changes } = run(told)
        await betweenSteps(db, changes)
        return changes
      })
    }
    for (const key of keys) leaving.delete(key)
  }

  return {
    async removeWorkspace(key) {
      // Few rows go along with it, by reference: after the other way every statement is prepared anew.
      if (!statements(db).many.some(({ get }) => get({ key }))) {
        takeAway([key])
        return
      }
      orphaning(db, () => takeAway([key]))
      leaving.add(key)
      await notForLong(empty())
    },
    async removeIdleWorkspaces(lastUsedAt) {
      const removed: string[] = []
      const idle = () =>
        statements(db)
          .idle.all({ lastUsedAt })
          .map(({ key }) => key)
      // Asked often, and for nothing as a rule.
      if (idle().length === 0) return removed
      await stepByStep(WORKSPACES_AT_ONCE, async () => {
        const keys = orphaning(db, () => {
          const found = idle()
          takeAway(found)
          return found
        })
        for (const key of keys) leaving.add(key)
        removed.push(...keys)
        await betweenSteps(db, keys.length)
        return keys.length
      })
      await notForLong(empty())
      return removed
    },
    placeOf: (workspace) => (leaving.has(workspace) ? NOWHERE : workspace),
  }
}

/**
 * Does something in one step, whatever refers to what it deletes: by itself the engine would delete all
 * that as well.
 */
function orphaning<Answer>(db: Database, work: () => Answer): Answer {
  db.$client.pragma('foreign_keys = OFF')
  try {
    return db.transaction(work, { behavior: 'immediate' })
  } finally {
    db.$client.pragma('foreign_keys = ON')
  }
}
