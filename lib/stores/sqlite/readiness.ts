import { getTableName, sql } from 'drizzle-orm'
import type { OpenDatabase } from '#db/client.ts'
import { accountEvents } from '#db/schema/account-events.ts'
import { accounts } from '#db/schema/accounts.ts'
import { serverState } from '#db/schema/server-state.ts'
import { signingKeys } from '#db/schema/signing-keys.ts'
import { thiefCopies } from '#db/schema/thief-copies.ts'
import { workspaces } from '#db/schema/workspaces.ts'
import type { Asking } from '../answering.ts'
import { isBusy, sqliteCode } from './asking.ts'
import { stateTables } from './inspection.ts'

const tables = [
  workspaces,
  accounts,
  accountEvents,
  signingKeys,
  thiefCopies,
  ...Object.values(stateTables),
]

/** Looking for damage reads all of the file, and may take this share of the time. */
const SHARE = 1 / 50

/** What does not answer at this moment, by name and with the reason; none when all is well. */
export function sqliteReadiness({ db, inspect }: OpenDatabase, { again }: Asking) {
  let damage: Error | null = null
  let inspectAgain = 0

  /** Is a row written through to the disk? Nothing less tells whether the next revocation will be. */
  const write = () =>
    db
      .insert(serverState)
      .values({ name: 'probe', value: '0' })
      .onConflictDoUpdate({
        target: serverState.name,
        set: { value: sql`${serverState.value} + 1` },
      })
      .run()

  function look(): void {
    const began = performance.now()
    if (began < inspectAgain) return
    try {
      inspect()
      damage = null
    } catch (error) {
      if (isBusy(sqliteCode(error))) throw error
      damage = error instanceof Error ? error : new Error('it cannot be read')
    }
    const now = performance.now()
    inspectAgain = now + (now - began) / SHARE
  }

  async function failureOf(work: () => unknown): Promise<{ why: string } | null> {
    try {
      const call = async () => work()
      await call().catch((failure: unknown) => again(failure, call))
      return null
    } catch (error) {
      return { why: reasonOf(sqliteCode(error)) }
    }
  }

  return async (): Promise<string[]> => {
    const unwritten = await failureOf(() => {
      write()
      look()
      if (damage !== null) throw damage
    })
    if (unwritten) return [`database (${unwritten.why})`]
    const silent: string[] = []
    for (const table of tables) {
      const lost = await failureOf(() =>
        db
          .select({ hit: sql`1` })
          .from(table)
          .limit(1)
          .get(),
      )
      if (lost) silent.push(getTableName(table).replaceAll('_', ' '))
    }
    return silent
  }
}

const reasons: [RegExp, string][] = [
  [/^SQLITE_READONLY/, 'it cannot be written'],
  [/^SQLITE_CANTOPEN/, 'it cannot be opened: look at its path, and at who may write there'],
  [/^SQLITE_FULL/, 'its disk is full'],
  [/^SQLITE_(CORRUPT|NOTADB)/, 'it is damaged'],
  [/^SQLITE_(BUSY|LOCKED)/, 'another process has locked it'],
  [/^SQLITE_IOERR/, 'its disk fails'],
]

export const reasonOf = (code: string): string =>
  reasons.find(([pattern]) => pattern.test(code))?.[1] ?? 'it does not answer'
