import type { Medium, Prediction } from '#lib/scenarios/attacks/attack.ts'
import type { ReportCell } from '#lib/evidence/attack-report.ts'

/**
 * What came of an attack: it works, it is blocked, it has no object under this strategy, or nobody
 * knows, because it could not be played or its media disagree. An error is never a "blocked".
 */
export const outcomes = ['works', 'blocked', 'not-applicable', 'error'] as const
export type AttackOutcome = (typeof outcomes)[number]

export type Predicted = Exclude<AttackOutcome, 'error'>

export function predictedAs(prediction: Prediction): Predicted {
  if (typeof prediction === 'object') return 'not-applicable'
  return prediction === 'works' ? 'works' : 'blocked'
}

export function outcomeOf(works: boolean | null): Predicted {
  if (works === null) return 'not-applicable'
  return works ? 'works' : 'blocked'
}

/** The medium that is believed where several were played: the one that is nearest to a visitor. */
const nearest: readonly Medium[] = ['browser', 'http', 'process']

export function believedRun({ runs }: Pick<ReportCell, 'runs'>): ReportCell['runs'][number] | null {
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
