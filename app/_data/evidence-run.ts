import * as z from 'zod/mini'
import { eventNames, type EventName } from '#lib/sessions/events.ts'
import { call, type Result } from './call.ts'

/** One measured cell as `/api/evidence` tells it: times in seconds since the event. */

const outcome = z.object({
  accepted: z.boolean(),
  reason: z.nullable(z.string()),
  role: z.nullable(z.string()),
  reads: z.number(),
  writes: z.number(),
  bytes: z.number(),
})
export type MeasuredOutcome = z.infer<typeof outcome>

const knock = z.extend(outcome, { at: z.number(), in: z.boolean(), renewed: z.boolean() })

const evidenceRun = z.object({
  strategy: z.string(),
  event: z.enum(eventNames),
  lastAccepted: z.nullable(z.number()),
  firstRefused: z.nullable(z.number()),
  horizon: z.number(),
  collateral: z.enum(['none', 'other-devices', 'everyone']),
  broken: z.array(z.string()),
  knocks: z.array(knock),
  steps: z.array(
    z.object({
      at: z.number(),
      actor: z.string(),
      action: z.string(),
      outcome: z.nullable(outcome),
    }),
  ),
})
export type EvidenceRun = z.infer<typeof evidenceRun>

/** Measured on the server when it is first asked for, under the lifetimes of the workspace. */
export const evidenceRunOf = (
  strategy: string,
  event: EventName,
  signal?: AbortSignal,
): Promise<Result<EvidenceRun>> =>
  call('GET', `/api/evidence/${strategy}/${event}`, evidenceRun, signal ? { signal } : {})
