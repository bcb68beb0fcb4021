import { z } from 'zod'
import type { Promised } from '../strategies/describe.ts'
import { eventNames } from '../strategies/events.ts'
import { actionSchema } from './actions.ts'
import { actorNames, collaterals, roles } from './names.ts'

/**
 * The one model of a run: stages make it, the API and the files carry it, the pages show it. All
 * times are seconds since the event, and negative before it.
 */

/** What came of one request. */
export const outcomeSchema = z.object({
  accepted: z.boolean(),
  reason: z.string().nullable().describe('A problem code where it was refused'),
  role: z.enum(roles).nullable(),
  ended: z.enum(['server', 'client-only']).optional().describe('What a log-out says that it did'),
  reads: z.int(),
  writes: z.int(),
  micros: z.int().describe('How long it took; not the same from run to run'),
  bytes: z.int().describe('The size of the credentials that were presented'),
})
export type Outcome = z.infer<typeof outcomeSchema>

/** Something that one actor did, and what came of it. */
export const stepSchema = z.object({
  at: z.int(),
  actor: z.enum(actorNames),
  does: actionSchema,
  action: z.string().describe('What it does, in words'),
  outcome: outcomeSchema
    .nullable()
    .describe("Null for what has no answer of its own: an operator's order, or nothing to renew"),
})
export type Step = z.infer<typeof stepSchema>

/** One request of the thief. */
export const knockSchema = outcomeSchema.extend({
  at: z.int(),
  in: z.boolean().describe('Did the thief get what it wants: an answer, or one with the old role?'),
  renewed: z.boolean().describe('Only the renewed copy got in, and not the one that was kept'),
})
export type Knock = z.infer<typeof knockSchema>

export const promiseSchema = z.union([
  z.object({ stops: z.enum(['at-once', 'never', 'not-by-this']) }),
  z.object({ stops: z.enum(['within', 'at-expiry']), seconds: z.int() }),
]) satisfies z.ZodType<Promised>

/** What a run measured, in figures. */
const figures = {
  lastAccepted: z
    .int()
    .nullable()
    .describe('When the copy was accepted for the last time; null when never'),
  firstRefused: z
    .int()
    .nullable()
    .describe('When it was refused for good; null when it was still accepted at the horizon'),
  keptUntil: z
    .int()
    .nullable()
    .describe(
      'When the copy that is never renewed was last accepted; as exact as the knocks are close',
    ),
  horizon: z.int(),
  collateral: z.enum(collaterals),
}

const place = { strategy: z.string(), event: z.enum(eventNames) }

export const evidenceSchema = z.object({
  ...place,
  ...figures,
  reopenedAt: z
    .int()
    .nullable()
    .describe('When a copy that had been refused was let in again: never, if all is well'),
  knocks: z.array(knockSchema),
  steps: z.array(stepSchema).describe('Everything that everybody did, in order'),
})
export type Evidence = z.infer<typeof evidenceSchema>

const held = {
  promise: promiseSchema,
  broken: z
    .array(z.string())
    .describe('A sentence for each difference; none when the promise was kept, in both directions'),
}

/** One strategy under one event: what was promised, what was measured, and in what they differ. */
export const cellSchema = z.object({ ...place, ...held, evidence: evidenceSchema })
export type Cell = z.infer<typeof cellSchema>

/** A cell in short, as one of many. */
export const cellSummarySchema = z.object({ ...place, ...figures, ...held, knocks: z.int() })
export type CellSummary = z.infer<typeof cellSummarySchema>

/** A cell with every step and knock of its run. */
export const cellRunSchema = cellSummarySchema.extend({
  run: z
    .object({ at: z.string(), commit: z.string(), nodes: z.int() })
    .optional()
    .describe('The run on several nodes that it is from, where it was not measured now'),
  knocks: z.array(knockSchema),
  steps: z.array(stepSchema),
})
export type CellRun = z.infer<typeof cellRunSchema>

export function summaryOf({ strategy, event, promise, evidence, broken }: Cell): CellSummary {
  const { lastAccepted, firstRefused, keptUntil, horizon, collateral, knocks } = evidence
  const measured = { lastAccepted, firstRefused, keptUntil, horizon, collateral }
  return { strategy, event, promise, ...measured, knocks: knocks.length, broken }
}

export const runOf = (cell: Cell): CellRun => ({
  ...summaryOf(cell),
  knocks: cell.evidence.knocks,
  steps: cell.evidence.steps,
})
