import type { AttackReport, ReportCell } from '../attack-report.ts'
import type { Change } from '../attack-verdicts.ts'
import type { RunSummary } from '../summary.ts'
import { mediumWords, verdictWords } from './verdicts.ts'

/** A run of all attacks, in words. */

const counted = (n: number, one: string, more = `${one}s`) => `${n} ${n === 1 ? one : more}`

/** The run in a sentence. */
export function headline({ report, totals }: Pick<RunSummary, 'report' | 'totals'>): string {
  const played = (what: 'attack' | 'strategy') =>
    new Set(report.cells.map((cell) => cell[what])).size
  const size = [
    counted(played('attack'), 'attack'),
    counted(played('strategy'), 'strategy', 'strategies'),
  ].join(' × ')
  const lost = totals['not-run'] > 0 ? `, ${totals['not-run']} not run` : ''
  return `${size}: ${totals.works + totals.blocked} came out as predicted, ${totals['not-applicable']} not applicable, ${totals.broken} broken${lost}`
}

/** How many cells of a kind are named one by one: where hundreds are missing, their number says more. */
const NAMED = 12

/** What is wrong with the run: the cells that are named, and a sentence for what is not. */
export function runFaults({ cells, errors = [] }: AttackReport) {
  const lost = cells.filter(({ notRun }) => notRun)
  const broken = cells.filter((cell) => cell.broken.length > 0 && !cell.notRun)
  const many = lost.length > NAMED
  const rest = `${lost.length} cells were not run, though they were to be: the matrix shows which.`
  return {
    cells: many ? broken : [...broken, ...lost],
    sentences: many ? [...errors, rest] : errors,
  }
}

function changeText({ attack, strategy, before, now }: Change): string {
  const place = `${attack} on ${strategy}`
  if (now === null) return `${place}: gone (was ${before ? verdictWords[before] : 'unknown'})`
  if (before === null) return `${place}: new (${verdictWords[now]})`
  return `${place}: was ${verdictWords[before]}, is ${verdictWords[now]}`
}

/** What came out differently first, and each of it; what is new or gone is counted where it is much. */
export function changeLines(list: readonly Change[]): string[] {
  const gone = list.filter(({ now }) => now === null)
  const fresh = list.filter(({ before }) => before === null)
  const differs = list.filter(({ before, now }) => before !== null && now !== null)
  const brief = (some: Change[], what: string) =>
    some.length > NAMED ? [`${some.length} cells ${what}`] : some.map(changeText)
  return [
    ...differs.map(changeText),
    ...brief(fresh, 'are new'),
    ...brief(gone, 'are gone: they were played before and not this time'),
  ]
}

/** Where it was played, in words, and whether that came to the same everywhere. */
export function mediaText({ runs }: Pick<ReportCell, 'runs'>): string {
  const played = runs.filter(({ works }) => works !== null)
  if (played.length === 0) return 'not played'
  const where = played.map(({ medium }) => mediumWords[medium])
  if (where.length === 1) return `${where[0]} alone`
  const agree = new Set(played.map(({ works }) => works)).size === 1
  return `${where.join(', ')}: ${agree ? 'the same' : 'not the same'}`
}
