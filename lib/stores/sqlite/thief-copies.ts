import { eq } from 'drizzle-orm'
import type { Database } from '#db/client.ts'
import { thiefCopies } from '#db/schema/thief-copies.ts'
import type { ThiefCopyStore } from '../backend.ts'

export function sqliteThiefCopies(db: Database, workspace: string): ThiefCopyStore {
  const mine = eq(thiefCopies.workspace, workspace)
  return {
    async put(strategy, sealed) {
      db.insert(thiefCopies)
        .values({ workspace, strategy, sealed })
        .onConflictDoUpdate({
          target: [thiefCopies.workspace, thiefCopies.strategy],
          set: { sealed },
        })
        .run()
    },
    async all() {
      const rows = db.select().from(thiefCopies).where(mine).all()
      return new Map(rows.map(({ strategy, sealed }) => [strategy, sealed]))
    },
    async clear() {
      db.delete(thiefCopies).where(mine).run()
    },
  }
}
