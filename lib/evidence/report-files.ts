import type { ReportCell } from './attack-report.ts'
import { verdictOf } from './attack-verdicts.ts'
import type { RunSummary } from './summary.ts'
import { readable } from './words/durations.ts'
import { changeLines, runFaults, headline } from './words/runs.ts'
import { momentWords, verdictWords } from './words/verdicts.ts'
import { toCsv } from './writers/csv.ts'
import { document, escaped, list, table } from './writers/markdown.ts'

/** The run as a table for spreadsheets and as one for text: what people paste elsewhere. */

const columns = [
  'attack',
  'strategy',
  'verdict',
  'medium',
  'predicted',
  'works',
  'says',
  'broken',
  'ms',
] as const
type Row = Record<(typeof columns)[number], string>

/** A line for each run, and one for each cell that was not played. */
export const reportCsv = ({ report }: RunSummary): string =>
  toCsv(columns, report.cells.flatMap(rowsOf))

function rowsOf(cell: ReportCell): Row[] {
  const { attack, strategy, durationMs } = cell
  const verdict = verdictWords[verdictOf(cell)]
  const place = { attack, strategy, verdict, broken: cell.broken.join(' ') }
  const none = { medium: '', predicted: '', works: '', says: '' }
  if (cell.runs.length === 0) return [{ ...place, ...none, ms: String(durationMs) }]
  return cell.runs.map(({ medium, predicted, works, says, ms }) => ({
    ...place,
    medium,
    predicted: typeof predicted === 'object' ? 'not applicable' : predicted,
    works: works === null ? '' : String(works),
    says,
    ms: String(ms),
  }))
}

export function reportMarkdown(summary: RunSummary): string {
  const { report, strategies, groups } = summary
  const { node, browser, system, workers } = report.environment
  const at = `Run on ${momentWords(report.at)} in ${readable(report.durationMs / 1000)}, commit ${report.commit}`
  const faults = runFaults(report)
  return document([
    '# Attacks on every strategy',
    null,
    `${headline(summary)}.`,
    null,
    escaped(`${at}, seed ${report.seed}, Node ${node}, ${browser}, ${system}, ${workers} workers.`),
    null,
    ...list(faults.sentences.map((error) => `ERROR: ${error}`)),
    ...list(
      faults.cells.flatMap(({ attack, strategy, broken }) =>
        broken.map((why) => `BROKEN: ${attack} on ${strategy}: ${why}`),
      ),
    ),
    null,
    ...table(
      ['attack', ...strategies.map(({ id }) => id)],
      groups.flatMap(({ title, attacks }) => [
        [{ strong: title }, ...strategies.map(() => '')],
        ...attacks.map((attack) => [
          attack.title,
          ...strategies.map(({ id }) => word(summary.cell(attack.id, id))),
        ]),
      ]),
    ),
    null,
    '## Since the run before',
    null,
    ...changesOf(summary),
  ])
}

function word(cell: ReportCell | undefined) {
  const verdict = cell ? verdictOf(cell) : 'not-run'
  if (verdict === 'not-applicable') return '-'
  return verdict === 'broken' ? { strong: 'BROKEN' } : verdictWords[verdict]
}

function changesOf({ changes }: RunSummary): (string | null)[] {
  if (!changes) return ['There was no run before.']
  const { since, list: changed } = changes
  const compared = `Compared with the run of ${momentWords(since.at)}, commit ${escaped(since.commit)}.`
  if (changed.length === 0) return [compared, null, 'Every cell came out the same.']
  return [compared, null, ...list(changeLines(changed))]
}
