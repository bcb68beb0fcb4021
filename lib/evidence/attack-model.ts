import { z } from 'zod'
import { attackOutcomes, media, origins, predictedOutcomes } from './names.ts'
import { stepSchema } from './model.ts'

/** Does the attacker get what it wants? `not`: why the attack has no object here, in a sentence. */
const predictionSchema = z.union([z.enum(['works', 'fails']), z.object({ not: z.string() })])
export type Prediction = z.infer<typeof predictionSchema>

/** What came of one attack on one strategy, on one medium. */
export const attackRunSchema = z.object({
  attack: z.string(),
  strategy: z.string(),
  medium: z.enum(media),
  predicted: predictionSchema,
  /** Null where the attack has no object: nothing was played. */
  works: z.boolean().nullable(),
  says: z.string(),
  /** Does what came of it differ from what the traits say? */
  broken: z.boolean(),
  /** Everything that everybody did, in order. */
  steps: z.array(stepSchema),
  /** How long it took. Milliseconds; not the same from run to run. */
  ms: z.number(),
})
export type AttackRun = z.infer<typeof attackRunSchema>

/** A step as files keep it: those from before a step told what it `does` have the words alone. */
export const keptStepSchema = stepSchema.partial({ does: true })
export type KeptStep = z.infer<typeof keptStepSchema>

/** One strategy under one attack, and where that is known from: in short, as one of many. */
export const attackCellSchema = z.object({
  strategy: z.string(),
  attack: z.string(),
  outcome: z.enum(attackOutcomes).describe('`error`: it could not be played, or media disagree'),
  says: z.string().describe('What the attacker did or did not get, in a sentence'),
  predicted: z.enum(predictedOutcomes),
  broken: z
    .boolean()
    .describe('Does what came of it differ from what the traits of the strategy say?'),
  from: z
    .enum(origins)
    .describe('Played here and now, found in the last run of the tests, or only predicted'),
  medium: z.enum(media).nullable(),
  run: z
    .object({ at: z.string(), commit: z.string() })
    .nullable()
    .describe('The run of the tests that it is from'),
})
export type AttackCell = z.infer<typeof attackCellSchema>

/** The same with every step. */
export const attackCellRunSchema = attackCellSchema.extend({ steps: z.array(keptStepSchema) })
export type AttackCellRun = z.infer<typeof attackCellRunSchema>
