import type { RunResult } from 'better-sqlite3'
import type { Database } from '#db/client.ts'
import type { Reach } from '../contract.ts'

/**
 * Puts a row in the place of another, or of all that are `theirs`, in one step; false, and nothing is
 * changed, where that other one is not there: whoever was ended meanwhile is replaced by nobody.
 */
export const replaceRow = (
  db: Database,
  reach: Reach,
  {
    removeOld,
    removeTheirs,
    insert,
  }: Record<'removeOld' | 'removeTheirs' | 'insert', () => RunResult>,
): boolean =>
  db.transaction(
    () => {
      if (removeOld().changes === 0) return false
      if (reach === 'all') removeTheirs()
      insert()
      return true
    },
    { behavior: 'immediate' },
  )

/** Removes what a row asks for, in one step; false where it is not there itself (any more). */
export const removeFrom = (
  db: Database,
  { isThere, remove }: { isThere: () => boolean; remove: () => RunResult },
): boolean =>
  db.transaction(
    () => {
      if (!isThere()) return false
      remove()
      return true
    },
    { behavior: 'immediate' },
  )
