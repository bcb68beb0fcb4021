import { verdictWords } from '#lib/evidence/words/verdicts.ts'
import { readable } from '#lib/evidence/words/durations.ts'
import type { RunSummary } from '#lib/evidence/summary.ts'
import { changeLines, runFaults, headline } from '#lib/evidence/words/runs.ts'
import { type CellVerdict, verdictOf } from '#lib/evidence/attack-verdicts.ts'
import { type ReportCell } from '#lib/evidence/attack-report.ts'

/** The run for a terminal of 160 columns: attacks as rows, strategies as columns. */

const WIDTH = 160
const LABEL = 40

const words: Record<CellVerdict, string> = {
  ...verdictWords,
  works: 'WORKS',
  'not-applicable': '-',
  broken: 'BROKEN!',
}

export function toTerminal(summary: RunSummary): string {
  const { report } = summary
  const wrong = runFaults(report)
  // Of what there is, as much as was played: a run of a part has few cells.
  const attacks = new Set(report.cells.map(({ attack }) => attack))
  const strategies = summary.strategies.filter(({ id }) =>
    report.cells.some(({ strategy }) => strategy === id),
  )
  const groups = summary.groups
    .map(({ title, attacks: all }) => ({ title, played: all.filter(({ id }) => attacks.has(id)) }))
    .filter(({ played }) => played.length > 0)
  const label = Math.min(LABEL, 2 + Math.max(...[...attacks].map(({ length }) => length), 0))
  const width = Math.min(10, Math.floor((WIDTH - label) / Math.max(1, strategies.length)))
  const short = (text: string) => text.slice(0, width - 1).padEnd(width)
  const rows = groups.flatMap(({ title, played }) => [
    `-- ${title}`,
    ...played.map(({ id }) => {
      const cells = strategies.map((strategy) => short(word(summary.cell(id, strategy.id))))
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
    ...since(summary),
    `${headline(summary)}; ${summary.totals.works} attacks work; ${readable(report.durationMs / 1000)}`,
  ].join('\n')
}

const word = (cell: ReportCell | undefined) => (cell ? words[verdictOf(cell)] : '')

/** Ids over several lines, a word each, so that columns stay narrow. */
function heads(ids: readonly string[]): string[][] {
  const parts = ids.map((id) => id.split('-'))
  const height = Math.max(0, ...parts.map(({ length }) => length))
  return Array.from({ length: height }, (_, line) => parts.map((own) => own[line] ?? ''))
}

function since({ changes }: RunSummary): string[] {
  if (!changes) return []
  const lines = changeLines(changes.list)
  return lines.length === 0
    ? ['Every cell came out as in the run before.']
    : lines.map((line) => `CHANGED ${line}`)
}
