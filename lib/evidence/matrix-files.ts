import type { EventName } from '../strategies/events.ts'
import type { CellSummary } from './model.ts'
import { promiseWords } from './words/promises.ts'
import { collateralMarks, survivalWords } from './words/survival.ts'
import { toCsv } from './writers/csv.ts'
import { document, list, table } from './writers/markdown.ts'

/** The matrix as files: what `npm run matrix` writes, and what `/compare` hands to a colleague. */

const columns = [
  'strategy',
  'event',
  'promised',
  'measured',
  'last_accepted_s',
  'first_refused_s',
  'kept_until_s',
  'horizon_s',
  'collateral',
  'knocks',
  'kept',
] as const

const rowOf = (cell: CellSummary): Record<(typeof columns)[number], string> => ({
  strategy: cell.strategy,
  event: cell.event,
  promised: promiseWords(cell.promise),
  measured: survivalWords(cell),
  last_accepted_s: String(cell.lastAccepted ?? ''),
  first_refused_s: String(cell.firstRefused ?? ''),
  kept_until_s: String(cell.keptUntil ?? ''),
  horizon_s: String(cell.horizon),
  collateral: cell.collateral,
  knocks: String(cell.knocks),
  kept: cell.broken.length === 0 ? 'yes' : cell.broken.join('; '),
})

/** @param about what is the same in every row, by column */
export const matrixCsv = (
  cells: readonly CellSummary[],
  about: Readonly<Record<string, string>> = {},
): string =>
  toCsv(
    [...columns, ...Object.keys(about)],
    cells.map((cell) => ({ ...rowOf(cell), ...about })),
  )

interface Matrix {
  /** Where, when and how it was measured, in sentences. */
  about: readonly string[]
  strategies: readonly string[]
  events: readonly EventName[]
  cells: readonly CellSummary[]
}

/** A row for each strategy and a column for each event; broken promises are marked. */
export function matrixMarkdown({ about, strategies, events, cells }: Matrix): string {
  const textOf = (strategy: string, event: EventName) => {
    const cell = cells.find((own) => own.strategy === strategy && own.event === event)
    return cell ? cellLine(cell) : 'not measured'
  }
  const faults = brokenPromises(cells)
  return document([
    '# How long a stolen copy survives',
    null,
    ...about,
    `${matrixHeadline(cells)}. Durations are in two units at the most; the CSV has every second.`,
    null,
    ...table(
      ['strategy', ...events],
      strategies.map((id) => [id, ...events.map((event) => textOf(id, event))]),
    ),
    ...(faults.length > 0 ? [null, ...list(faults)] : []),
  ])
}

/** A cell in one line. */
function cellLine(cell: CellSummary): string {
  const hit = collateralMarks[cell.collateral]
  const broken = cell.broken.length > 0 ? 'BROKEN: ' : ''
  return `${broken}${survivalWords(cell)}${hit ? `; also hits ${hit}` : ''}`
}

/** The whole matrix in a few words. */
export const matrixHeadline = (cells: readonly Pick<CellSummary, 'broken'>[]): string => {
  const broken = cells.filter((cell) => cell.broken.length > 0).length
  return `${cells.length} cells, ${broken} broken promises`
}

/** A line for each cell whose promise was broken. */
export const brokenPromises = (
  cells: readonly Pick<CellSummary, 'strategy' | 'event' | 'broken'>[],
): string[] =>
  cells
    .filter(({ broken }) => broken.length > 0)
    .map(({ strategy, event, broken }) => `${strategy}, ${event}: ${broken.join('; ')}`)
