import { setImmediate as othersTurn } from 'node:timers/promises'
import type { Database } from '#db/client.ts'

/**
 * Between two steps of deleting much: others have their turn, and the pages that the step changed go
 * from the log to the database. Left to itself, the engine writes a thousand of them at once, within
 * whichever commit comes next, and everybody waits for tens of milliseconds.
 */
export async function betweenSteps(db: Database, changedRows: number): Promise<void> {
  await othersTurn()
  if (changedRows === 0) return
  db.$client.pragma('wal_checkpoint(PASSIVE)')
  await othersTurn()
}
