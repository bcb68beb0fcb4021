import type { Cell, Evidence } from './model.ts'
import type { Promised } from '../strategies/describe.ts'

/** What a matrix says of itself, so that somebody else can make the same one. */
export interface MatrixHeader {
  /** Where it was measured: `in process`, or a server's address. */
  measured: string
  node: string
  commit: string
  /** When it was begun, in ISO 8601. */
  at: string
  settings: Record<string, unknown>
}

const DURATIONS: readonly [number, string][] = [
  [86_400, 'd'],
  [3_600, 'h'],
  [60, 'min'],
]

/** Seconds as people say them: 300 is `5 min`, 301 stays `301 s`. */
export function spoken(seconds: number): string {
  const [size, unit] = DURATIONS.find(
    ([length]) => seconds >= length && seconds % length === 0,
  ) ?? [1, 's']
  return `${seconds / size} ${unit}`
}

export function promiseText(promise: Promised): string {
  switch (promise.stops) {
    case 'at-once':
      return 'at once'
    case 'never':
      return 'never'
    case 'not-by-this':
      return 'not by this'
    case 'within':
      return `within ${spoken(promise.seconds)}`
    case 'at-expiry':
      return `at expiry (${spoken(promise.seconds)})`
  }
}

/** How long the copy was accepted, with the resolution of a second. */
export const survivalOf = ({ firstRefused, horizon }: Evidence): string =>
  firstRefused === null ? `at least ${spoken(horizon)} (to the horizon)` : spoken(firstRefused)

const columns = [
  'strategy',
  'event',
  'promised',
  'measured',
  'collateral',
  'knocks',
  'kept',
] as const

const rowOf = ({ strategy, event, promise, evidence, broken }: Cell): Record<Column, string> => ({
  strategy,
  event,
  promised: promiseText(promise),
  measured: survivalOf(evidence),
  collateral: evidence.collateral,
  knocks: String(evidence.knocks.length),
  kept: broken.length === 0 ? 'yes' : broken.join('; '),
})
type Column = (typeof columns)[number]

export const toJson = (header: MatrixHeader, cells: readonly Cell[]): string =>
  `${JSON.stringify({ ...header, cells }, null, 2)}\n`

export function toCsv(cells: readonly Cell[]): string {
  const quoted = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  const lines = cells.map((cell) => {
    const row = rowOf(cell)
    return columns.map((column) => quoted(row[column])).join(',')
  })
  return `${[columns.join(','), ...lines].join('\n')}\n`
}

/** A table with a row for each strategy and a column for each event; broken promises are marked. */
export function toMarkdown(header: MatrixHeader, cells: readonly Cell[]): string {
  const events = [...new Set(cells.map((cell) => cell.event))]
  const strategies = [...new Set(cells.map((cell) => cell.strategy))]
  const find = (strategy: string, event: string) =>
    cells.find((cell) => cell.strategy === strategy && cell.event === event)
  const line = (texts: string[]) => `| ${texts.join(' | ')} |`
  const rows = strategies.map((strategy) =>
    line([strategy, ...events.map((event) => cellText(find(strategy, event)))]),
  )
  const broken = cells.filter((cell) => cell.broken.length > 0)
  return [
    '# How long a stolen copy survives',
    '',
    `Measured ${header.measured} on ${header.at}, commit ${header.commit}, Node ${header.node}.`,
    `${cells.length} cells, ${broken.length} broken promises. Times are seconds on the virtual clock, exact to one second.`,
    '',
    line(['strategy', ...events]),
    line(['---', ...events.map(() => '---')]),
    ...rows,
    '',
    ...broken.map((cell) => `- ${cell.strategy}, ${cell.event}: ${cell.broken.join('; ')}`),
    '',
  ].join('\n')
}

function cellText(cell: Cell | undefined): string {
  if (!cell) return '-'
  const { evidence, broken } = cell
  const hurt = evidence.collateral === 'none' ? '' : ` (hurts ${evidence.collateral})`
  return `${broken.length > 0 ? 'BROKEN: ' : ''}${survivalOf(evidence)}${hurt}`
}
