import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Database } from '#db/client.ts'
import { thiefCopies } from '#db/schema.ts'
import type { Sealer } from '../../tokens/sealer.ts'
import type { Carried } from '../../strategies/contract.ts'

/** What the thief holds of one strategy: a working copy, and when it was made (milliseconds). */
export interface Copy {
  carried: Carried
  copiedAt: number
}

/** Where the lab's thief keeps its copies, between one request of a visitor and the next. */
export interface Pocket {
  put(strategy: string, copy: Copy): Promise<void>
  all(): Promise<Map<string, Copy>>
  empty(): Promise<void>
}

const copySchema = z.object({
  carried: z.object({
    access: z.string().exactOptional(),
    refresh: z.string().exactOptional(),
    cache: z.string().exactOptional(),
  }),
  copiedAt: z.number(),
})

export function sqlitePocket(db: Database, sealer: Sealer, workspace: string): Pocket {
  const mine = eq(thiefCopies.workspace, workspace)
  const context = (strategy: string) => `thief ${workspace} ${strategy}`
  return {
    async put(strategy, copy) {
      const sealed = sealer.seal(JSON.stringify(copy), context(strategy))
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
      return new Map(
        rows.map(({ strategy, sealed }) => [
          strategy,
          copySchema.parse(JSON.parse(sealer.open(sealed, context(strategy)))),
        ]),
      )
    },
    async empty() {
      db.delete(thiefCopies).where(mine).run()
    },
  }
}
