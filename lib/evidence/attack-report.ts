import { z } from 'zod'
import { attackRunSchema, keptStepSchema } from './attack-model.ts'

/** A run of all attacks as it is kept: what `npm run attacks` writes and the pages read. */

/** One attack on one strategy, on one medium, as it is kept. */
export const keptRunSchema = attackRunSchema.extend({ steps: z.array(keptStepSchema) })

export const reportSchema = z.object({
  format: z.literal(1),
  /** When the run began, in ISO 8601. */
  at: z.string(),
  commit: z.string(),
  seed: z.string(),
  environment: z.object({
    node: z.string(),
    browser: z.string(),
    system: z.string(),
    workers: z.number(),
  }),
  durationMs: z.number(),
  /** What went wrong outside of every cell: a file that did not load, say. */
  errors: z.array(z.string()).optional(),
  cells: z.array(
    z.object({
      attack: z.string(),
      strategy: z.string(),
      /** On every medium on which it was played. */
      runs: z.array(keptRunSchema),
      /** A sentence for each thing that is wrong: prediction, agreement, or a failure. */
      broken: z.array(z.string()),
      /** It should have been played and was not; `broken` says so too. */
      notRun: z.boolean().optional(),
      /** Where the trace of the browser is, beside the report; null where none was kept. */
      trace: z.string().nullable(),
      durationMs: z.number(),
    }),
  ),
})

export type AttackReport = z.infer<typeof reportSchema>
export type ReportCell = AttackReport['cells'][number]
export type KeptRun = ReportCell['runs'][number]

/** Where the last run and the one before it are kept, from the root of the repository. */
export const reportFolder = 'evidence/attacks'
export const reportFile = 'attacks.json'
export const previousFile = 'previous.json'

/** A whole run that comes with the lab, for where nobody has made one: `npm run sample` keeps it. */
export const sampleFile = 'docs/sample-run/attacks.json.br'
