import { z } from 'zod'
import { storeUnavailable } from '../kernel/problem.ts'
import type { ThiefCopyStore } from '../stores/backend.ts'
import type { Carried } from '../strategies/contract.ts'
import type { Sealer } from '../tokens/sealer.ts'

/** What the thief holds of one strategy, and when it was copied (milliseconds). */
export interface ThiefCopy {
  /** As it was copied. */
  carried: Carried
  /** The same, renewed for as long as that went; absent before the first time. */
  renewed?: Carried
  copiedAt: number
}

/** Where the lab's thief keeps its copies, between one request of a visitor and the next. */
export interface ThiefCopies {
  put(strategy: string, copy: ThiefCopy): Promise<void>
  /** By strategy. */
  all(): Promise<Map<string, ThiefCopy>>
  clear(): Promise<void>
}

const carriedSchema = z.object({
  access: z.string().exactOptional(),
  refresh: z.string().exactOptional(),
  cache: z.string().exactOptional(),
})

const copySchema = z.object({
  carried: carriedSchema,
  renewed: carriedSchema.exactOptional(),
  copiedAt: z.number(),
})

/** A copy opens a session, so it rests sealed. */
export function sealedThiefCopies(
  store: ThiefCopyStore,
  sealer: Sealer,
  workspace: string,
): ThiefCopies {
  const context = (strategy: string) => `thief ${workspace} ${strategy}`
  function opened(strategy: string, sealed: string) {
    try {
      return copySchema.parse(JSON.parse(sealer.open(sealed, context(strategy))))
    } catch (error) {
      throw storeUnavailable('thief copies', error)
    }
  }
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
