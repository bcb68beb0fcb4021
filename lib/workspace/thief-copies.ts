import { z } from 'zod'
import type { ThiefCopyStore } from '../stores/backend.ts'
import type { Carried } from '../strategies/contract.ts'
import type { Sealer } from '../tokens/sealer.ts'

/** What the thief holds of one strategy: a working copy, and when it was made (milliseconds). */
export interface ThiefCopy {
  carried: Carried
  copiedAt: number
}

/** Where the lab's thief keeps its copies, between one request of a visitor and the next. */
export interface ThiefCopies {
  put(strategy: string, copy: ThiefCopy): Promise<void>
  /** By strategy. */
  all(): Promise<Map<string, ThiefCopy>>
  clear(): Promise<void>
}

const copySchema = z.object({
  carried: z.object({
    access: z.string().exactOptional(),
    refresh: z.string().exactOptional(),
    cache: z.string().exactOptional(),
  }),
  copiedAt: z.number(),
})

/** A copy opens a session, so it rests sealed. */
export function sealedThiefCopies(
  store: ThiefCopyStore,
  sealer: Sealer,
  workspace: string,
): ThiefCopies {
  const context = (strategy: string) => `thief ${workspace} ${strategy}`
  const opened = (strategy: string, sealed: string) =>
    copySchema.parse(JSON.parse(sealer.open(sealed, context(strategy))))
  return {
    put: (strategy, copy) =>
      store.put(strategy, sealer.seal(JSON.stringify(copy), context(strategy))),
    async all() {
      const kept = await store.all()
      return new Map([...kept].map(([strategy, sealed]) => [strategy, opened(strategy, sealed)]))
    },
    clear: () => store.clear(),
  }
}
