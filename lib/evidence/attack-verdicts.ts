import type { Prediction } from './attack-model.ts'
import type { AttackReport, KeptRun, ReportCell } from './attack-report.ts'
import type { AttackOutcome, Medium, PredictedOutcome } from './names.ts'

/** What a run of the attacks came to, cell by cell. */

/** In the order in which tables and legends show them. A failure is its own state, and no "blocked". */
export const cellVerdicts = ['works', 'blocked', 'not-applicable', 'broken', 'not-run'] as const
export type CellVerdict = (typeof cellVerdicts)[number]

type Played = Pick<ReportCell, 'runs' | 'broken' | 'notRun'>

export function verdictOf({ runs, broken, notRun }: Played): CellVerdict {
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

export function predictedAs(prediction: Prediction): PredictedOutcome {
  if (typeof prediction === 'object') return 'not-applicable'
  return prediction === 'works' ? 'works' : 'blocked'
}

export function outcomeOf(works: boolean | null): PredictedOutcome {
  if (works === null) return 'not-applicable'
  return works ? 'works' : 'blocked'
}

/** The medium that is believed where several were played: the one that is nearest to a visitor. */
const nearest: readonly Medium[] = ['browser', 'http', 'process']

export function believedRun({ runs }: Pick<ReportCell, 'runs'>): KeptRun | null {
  for (const medium of nearest) {
    const run = runs.find((own) => own.medium === medium)
    if (run) return run
  }
  return null
}

/** Did every medium come to the same? One alone agrees with itself. */
export const agrees = ({ runs }: Pick<ReportCell, 'runs'>): boolean =>
  new Set(runs.map(({ works }) => works)).size <= 1

/** What a cell of a run says: where media disagree, nobody can tell. */
export function cellOutcome(cell: Pick<ReportCell, 'runs'>): AttackOutcome {
  const run = believedRun(cell)
  return run && agrees(cell) ? outcomeOf(run.works) : 'error'
}
