import { verdictOf, type CellVerdict, type ReportCell } from '#lib/evidence/attack-report.ts'
import { changeLines } from './files.ts'
import { headline, seconds, wrongs, type Told } from './told.ts'

/** The run for a terminal of 160 columns: attacks as rows, strategies as columns. */

const WIDTH = 160
const LABEL = 36

const words: Record<CellVerdict, string> = {
  works: 'WORKS',
  blocked: 'blocked',
  'not-applicable': '-',
  broken: 'BROKEN!',
  'not-run': 'not run',
}

export function toTerminal(told: Told): string {
  const { report } = told
  const wrong = wrongs(report)
  // Of what there is, as much as was played: a run of a part has few cells.
  const attacks = new Set(report.cells.map(({ attack }) => attack))
  const strategies = told.strategies.filter(({ id }) =>
    report.cells.some(({ strategy }) => strategy === id),
  )
  const groups = told.groups
    .map(({ title, attacks: all }) => ({ title, played: all.filter(({ id }) => attacks.has(id)) }))
    .filter(({ played }) => played.length > 0)
  const label = Math.min(LABEL, 2 + Math.max(...[...attacks].map(({ length }) => length), 0))
  const width = Math.min(10, Math.floor((WIDTH - label) / Math.max(1, strategies.length)))
  const short = (text: string) => text.slice(0, width - 1).padEnd(width)
  const rows = groups.flatMap(({ title, played }) => [
    `-- ${title}`,
    ...played.map(({ id }) => {
      const cells = strategies.map((strategy) => short(word(told.cell(id, strategy.id))))
      return `${id.slice(0, label - 1).padEnd(label)}${cells.join('')}`.trimEnd()
    }),
  ])
  return [
    ...heads(strategies.map(({ id }) => id)).map((line) =>
      `${''.padEnd(label)}${line.map(short).join('')}`.trimEnd(),
    ),
    ...rows,
    '',
    ...wrong.sentences.map((error) => `ERROR ${error}`),
    ...wrong.cells.flatMap(({ attack, strategy, broken }) =>
      broken.map((why) => `BROKEN ${attack} on ${strategy}: ${why}`),
    ),
    ...since(told),
    `${headline(told)}; ${told.totals.works} attacks work; ${seconds(report.durationMs)}`,
  ].join('\n')
}

const word = (cell: ReportCell | undefined) => (cell ? words[verdictOf(cell)] : '')

/** Ids over several lines, a word each, so that columns stay narrow. */
function heads(ids: readonly string[]): string[][] {
  const parts = ids.map((id) => id.split('-'))
  const height = Math.max(0, ...parts.map(({ length }) => length))
  return Array.from({ length: height }, (_, line) => parts.map((own) => own[line] ?? ''))
}

function since({ changes }: Told): string[] {
  if (!changes) return []
  const lines = changeLines(changes.list)
  return lines.length === 0
    ? ['Every cell came out as in the run before.']
    : lines.map((line) => `CHANGED ${line}`)
}
