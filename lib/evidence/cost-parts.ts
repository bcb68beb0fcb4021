import { z } from 'zod'

/** What requests over HTTP have measured, and what growth has: parts of the run that pages show. */

export const about = z.object({
  at: z.string(),
  node: z.string(),
  cpu: z.string(),
  cores: z.number(),
  commit: z.string(),
})

const served = z.object({
  name: z.string(),
  perSecond: z.number(),
  /** Milliseconds. */
  p50: z.number(),
  p99: z.number(),
  errors: z.number(),
})

export const httpSchema = z.object({
  about,
  /** Requests a second, where the rate is fixed. */
  rate: z.number(),
  full: z.array(
    served.extend({
      server: z.enum(['next', 'node:http']),
      transport: z.enum(['cookie', 'bearer']),
      /** Of the requests that a bare handler of the same server answered beside it. */
      share: z.number(),
      /** Of the server's CPU, a request. */
      cpuMicros: z.number().optional(),
    }),
  ),
  steady: z.array(served),
  /** How many there were while so many requests were answered. */
  revoking: z.array(served.extend({ revocations: z.number(), answered: z.number() })),
  flood: z.object({
    signIns: z.number(),
    before: served.omit({ name: true }),
    /** With the sign-ins at another server of the same machine. */
    elsewhere: served.omit({ name: true }).optional(),
    during: served.omit({ name: true }),
    lasted: z.number(),
  }),
})

export const growthSchema = z.object({
  about,
  strategies: z.array(
    z.object({
      strategy: z.string(),
      sizes: z.array(
        z.object({
          entries: z.number(),
          /** Microseconds. */
          verify: z.number(),
          end: z.number(),
          renew: z.number().nullable(),
          /** Bytes: on the disk, in Redis where it is there, and in the process. */
          disk: z.number(),
          redis: z.number().nullable(),
          memory: z.number(),
          ratio: z.number(),
        }),
      ),
    }),
  ),
  collection: z.object({
    rows: z.number(),
    tookSeconds: z.number(),
    longestPause: z.number(),
    usualPause: z.number(),
  }),
  month: z.object({ logOutsADay: z.number(), days: z.number(), entries: z.array(z.number()) }),
})

export type Http = z.infer<typeof httpSchema>
export type Growth = z.infer<typeof growthSchema>
