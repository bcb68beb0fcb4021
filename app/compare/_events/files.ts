import type { CellSummary } from '#lib/evidence/model.ts'
import { cellKey } from '#app/_evidence/paths.ts'
import { promiseText } from '#lib/evidence/matrix-files.ts'
import type { EventName } from '#lib/strategies/events.ts'
import { cellLine, readingOf } from '../../_evidence/reading.ts'

/** The matrix as it is on the screen, for a colleague: the same cells, in the same order. */
export interface Shown {
  strategies: readonly { id: string; title: string }[]
  events: readonly EventName[]
  cells: ReadonlyMap<string, CellSummary>
  /** Under which lifetimes: in words, and in seconds. */
  settings: string
  lifetimes: Readonly<Record<string, number>>
  /** When it was asked for, in ISO 8601. */
  at: string
  link: string
}

const shownCells = ({ strategies, events, cells }: Shown): CellSummary[] =>
  strategies.flatMap(({ id }) => events.flatMap((event) => cells.get(cellKey(id, event)) ?? []))

const about = ({ settings, at }: Shown) =>
  `Measured ${at} in process on a virtual clock, to one second, under ${settings}.`

const lifetimeText = ({ lifetimes }: Shown) =>
  Object.entries(lifetimes)
    .map(([name, seconds]) => `${name} ${seconds} s`)
    .join(', ')

export function toMarkdown(shown: Shown): string {
  const { strategies, events, cells, link } = shown
  const line = (texts: readonly string[]) => `| ${texts.join(' | ')} |`
  const rows = strategies.map(({ id }) =>
    line([
      id,
      ...events.map((event) => {
        const cell = cells.get(cellKey(id, event))
        return cell ? cellLine(cell) : 'not measured'
      }),
    ]),
  )
  const own = shownCells(shown)
  const broken = own.filter((cell) => cell.broken.length > 0)
  return [
    '# How long a stolen copy survives',
    '',
    about(shown),
    `Lifetimes: ${lifetimeText(shown)}.`,
    `${own.length} cells, ${broken.length} broken promises. ${link}`,
    '',
    line(['strategy', ...events]),
    line(['---', ...events.map(() => '---')]),
    ...rows,
    ...(broken.length > 0 ? [''] : []),
    ...broken.map((cell) => `- ${cell.strategy}, ${cell.event}: ${cell.broken.join('; ')}`),
    '',
  ].join('\n')
}

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
  'settings',
  'measured_at',
] as const

export function toCsv(shown: Shown): string {
  const quoted = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  const lines = shownCells(shown).map((cell) => {
    const row: Record<(typeof columns)[number], string> = {
      strategy: cell.strategy,
      event: cell.event,
      promised: promiseText(cell.promise),
      measured: readingOf(cell).word,
      last_accepted_s: String(cell.lastAccepted ?? ''),
      first_refused_s: String(cell.firstRefused ?? ''),
      kept_until_s: String(cell.keptUntil ?? ''),
      horizon_s: String(cell.horizon),
      collateral: cell.collateral,
      knocks: String(cell.knocks),
      kept: cell.broken.length === 0 ? 'yes' : cell.broken.join('; '),
      settings: shown.settings,
      measured_at: shown.at,
    }
    return columns.map((column) => quoted(row[column])).join(',')
  })
  return `${[columns.join(','), ...lines].join('\n')}\n`
}

export const toJson = (shown: Shown): string =>
  `${JSON.stringify(
    {
      measured: 'in process, on a virtual clock, to one second',
      at: shown.at,
      settings: shown.settings,
      lifetimes: shown.lifetimes,
      link: shown.link,
      cells: shownCells(shown),
    },
    null,
    2,
  )}\n`
