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

/** In the order in which tables and legends show them. A failure is its own state, and no "blocked". */
export const cellVerdicts = ['works', 'blocked', 'not-applicable', 'broken', 'not-run'] as const
export type CellVerdict = (typeof cellVerdicts)[number]

type Judged = Pick<ReportCell, 'runs' | 'broken' | 'notRun'>

export function verdictOf({ runs, broken, notRun }: Judged): CellVerdict {
  if (notRun) return 'not-run'
  if (broken.length > 0 || runs.length === 0) return 'broken'
  if (runs.every(({ works }) => works === null)) return 'not-applicable'
  return runs.some(({ works }) => works) ? 'works' : 'blocked'
}

/** Is nothing wrong with the run? */
export const isGood = ({ cells, errors = [] }: Pick<AttackReport, 'cells' | 'errors'>): boolean =>
  cells.length > 0 && errors.length === 0 && cells.every(({ broken }) => broken.length === 0)

/** A cell by its place, and what came of it in the two runs. Null where it was not played. */
export interface Change {
  attack: string
  strategy: string
  before: CellVerdict | null
  now: CellVerdict | null
}

/** Cells that came to something else than in the run before, or that only one of the two has. */
export function changesBetween(
  before: Pick<AttackReport, 'cells'>,
  now: Pick<AttackReport, 'cells'>,
): Change[] {
  const place = ({ attack, strategy }: ReportCell) => JSON.stringify([attack, strategy])
  const played = ({ cells }: Pick<AttackReport, 'cells'>) =>
    new Map(cells.filter(({ notRun }) => !notRun).map((cell) => [place(cell), cell]))
  const old = played(before)
  const fresh = played(now)
  return [...new Map([...fresh, ...old])].flatMap(([key, { attack, strategy }]) => {
    const [was, is] = [old.get(key), fresh.get(key)].map((cell) => cell && verdictOf(cell))
    return was === is ? [] : [{ attack, strategy, before: was ?? null, now: is ?? null }]
  })
}
