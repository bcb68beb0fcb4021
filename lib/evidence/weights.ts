import { z } from 'zod'
import kept from './weights.json' with { type: 'json' }

/** What state and the feed weigh: a run that is kept, written by `npm run bench:weights`. */

const schema = z.object({
  about: z.object({ at: z.string(), commit: z.string() }),
  /** Bytes: with a request, in Redis for a session, and of one that was signed out. */
  inRedis: z.array(
    z.object({
      strategy: z.string(),
      presented: z.int(),
      session: z.int(),
      signedOut: z.int(),
    }),
  ),
  feed: z.object({
    /** Of a node that does nothing: round trips a second, and bytes a second that it is answered. */
    quiet: z.object({ asked: z.number(), bytes: z.number() }),
    /** Bytes of an entry on its way to a reader, and of a revoked token in the memory of a node. */
    entry: z.int(),
    token: z.int(),
  }),
})
export type Weights = z.infer<typeof schema>

export const weights: Weights = schema.parse(kept)

export const weightOf = (strategy: string) =>
  weights.inRedis.find((own) => own.strategy === strategy)
