import type { Prediction } from '#lib/evidence/attack-model.ts'
import type { AttackOutcome, Medium, PredictedOutcome } from '#lib/evidence/names.ts'
import type { KeptRun, ReportCell } from '#lib/evidence/attack-report.ts'

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
