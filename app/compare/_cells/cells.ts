import { z } from 'zod'
import type { Promised } from '#lib/sessions/describe.ts'
import { eventNames, type EventName } from '#lib/sessions/events.ts'

/** The cells of the matrix, as `/api/matrix` and `/api/evidence` tell them. */

const promised = z.custom<Promised>(
  (value) =>
    z
      .union([
        z.object({ stops: z.enum(['at-once', 'never', 'not-by-this']) }),
        z.object({ stops: z.enum(['within', 'at-expiry']), seconds: z.number() }),
      ])
      .safeParse(value).success,
)

const shared = {
  strategy: z.string(),
  event: z.enum(eventNames),
  promise: promised,
  /** Seconds since the event; null where it never was, up to the horizon. */
  lastAccepted: z.number().nullable(),
  firstRefused: z.number().nullable(),
  /** When the copy that is never renewed was last accepted, as exact as the knocks are close. */
  keptUntil: z.number().nullable(),
  horizon: z.number(),
  collateral: z.enum(['none', 'other-devices', 'everyone']),
  broken: z.array(z.string()),
}

export const cellSchema = z.object({ ...shared, knocks: z.number() })
export type Cell = z.infer<typeof cellSchema>

const outcome = z.object({
  accepted: z.boolean(),
  reason: z.string().nullable(),
  role: z.string().nullable(),
  reads: z.number(),
  writes: z.number(),
  micros: z.number(),
  bytes: z.number(),
})

const knock = outcome.extend({ at: z.number(), in: z.boolean(), renewed: z.boolean() })
export type Knock = z.infer<typeof knock>

const step = z.object({
  at: z.number(),
  actor: z.string(),
  action: z.string(),
  outcome: outcome.nullable(),
})
export type Step = z.infer<typeof step>

export const evidenceSchema = z.object({ ...shared, knocks: z.array(knock), steps: z.array(step) })
export type Evidence = z.infer<typeof evidenceSchema>

/** What a cell is called where it is one of many: in the address, in a list. */
export const cellKey = (strategy: string, event: EventName): string => `${strategy}/${event}`

/** The lifetimes that are measured under: a preset's, or those of the visitor's workspace. */
export const WORKSPACE = 'workspace'

export const matrixPath = (source: string): string => `/api/matrix${query(source)}`
export const evidencePath = (source: string, strategy: string, event: EventName): string =>
  `/api/evidence/${strategy}/${event}${query(source)}`

const query = (source: string) =>
  source === WORKSPACE ? '' : `?preset=${encodeURIComponent(source)}`
