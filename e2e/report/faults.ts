import type { Medium } from '#lib/evidence/names.ts'
import { mediumWords } from '#lib/evidence/words/verdicts.ts'
import type { KeptRun, ReportCell } from '#lib/evidence/attack-report.ts'

const did = (works: boolean) => (works ? 'works' : 'is blocked')

/**
 * What is wrong with what came of an attack, in sentences. The tests find this out for themselves;
 * the report looks again, so that it does not rest on a test that forgot to.
 */
export function faultsOf(
  { attack, strategy }: Pick<ReportCell, 'attack' | 'strategy'>,
  runs: readonly KeptRun[],
  wanted: readonly Medium[] = [],
): string[] {
  const strangers = runs.filter((run) => run.attack !== attack || run.strategy !== strategy)
  if (strangers.length > 0) return ['It holds a run of another attack, or on another strategy.']
  return [...missingMedia(runs, wanted), ...runs.flatMap(mispredicted), ...disagreement(runs)]
}

function missingMedia(runs: readonly KeptRun[], wanted: readonly Medium[]): string[] {
  // An attack without an object is played nowhere.
  if (runs.length > 0 && runs.every(({ works }) => works === null)) return []
  return wanted
    .filter((medium) => runs.every((run) => run.medium !== medium))
    .map((medium) => `It was not played ${mediumWords[medium]}.`)
}

function mispredicted({ medium, predicted, works, broken }: KeptRun): string[] {
  const where = mediumWords[medium]
  if (typeof predicted === 'object') {
    return works === null ? [] : [`It was played ${where}, though it has no object here.`]
  }
  if (works === null) return [`Nothing came of it ${where}.`]
  if (works !== (predicted === 'works')) {
    return [`It ${did(works)} ${where}; the traits say that it ${did(!works)}.`]
  }
  return broken ? [`The run ${where} calls itself broken.`] : []
}

function disagreement(runs: readonly KeptRun[]): string[] {
  const seen = runs.filter((run) => run.works !== null)
  if (new Set(seen.map(({ works }) => works)).size < 2) return []
  const each = seen.map(({ works, medium }) => `${did(works === true)} ${mediumWords[medium]}`)
  return [`The media disagree: it ${each.join(', ')}.`]
}
