import { inMedium } from './faults.ts'
import { headline, moment, NAMED, seconds, verdictWords, wrongs, type Told } from './told.ts'
import { verdictOf, type Change, type ReportCell } from '#lib/evidence/attack-report.ts'

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

/** A line for each run, and one for each cell that was not played. */
export function toCsv({ report }: Told): string {
  const lines = report.cells.flatMap((cell) => {
    const head = [cell.attack, cell.strategy, verdictWords[verdictOf(cell)]]
    const broken = cell.broken.join(' ')
    if (cell.runs.length === 0) return [[...head, '', '', '', '', broken, `${cell.durationMs}`]]
    return cell.runs.map(({ medium, predicted, works, says, ms }) => {
      const expected = typeof predicted === 'object' ? 'not applicable' : predicted
      const outcome = works === null ? '' : String(works)
      return [...head, medium, expected, outcome, says, broken, `${ms}`]
    })
  })
  return [columns, ...lines].map((line) => `${line.map(quoted).join(',')}\n`).join('')
}

/** A spreadsheet takes a text that begins like a formula for one. */
function quoted(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) && !/^-?\d+$/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}

const escaped = (text: string) => text.replaceAll(/[\\`*_[\]<>|#]/g, '\\$&').replaceAll(/\s+/g, ' ')

export function toMarkdown(told: Told): string {
  const { report, strategies, groups } = told
  const { node, browser, system, workers } = report.environment
  const at = `Run on ${moment(report.at)} in ${seconds(report.durationMs)}, commit ${report.commit}`
  const wrong = wrongs(report)
  const line = (texts: string[]) => `| ${texts.join(' | ')} |`
  const rows = groups.flatMap(({ title, attacks }) => [
    line([`**${escaped(title)}**`, ...strategies.map(() => '')]),
    ...attacks.map((attack) =>
      line([escaped(attack.title), ...strategies.map(({ id }) => word(told.cell(attack.id, id)))]),
    ),
  ])
  return [
    '# Attacks on every strategy',
    '',
    `${headline(told)}.`,
    '',
    escaped(`${at}, seed ${report.seed}, Node ${node}, ${browser}, ${system}, ${workers} workers.`),
    '',
    ...wrong.sentences.map((error) => `- ERROR: ${escaped(error)}`),
    ...wrong.cells.flatMap((cell) => cell.broken.map((why) => brokenLine(cell, why))),
    '',
    line(['attack', ...strategies.map(({ id }) => escaped(id))]),
    line(['---', ...strategies.map(() => '---')]),
    ...rows,
    '',
    '## Since the run before',
    '',
    ...changesOf(told),
    '',
  ].join('\n')
}

const word = (cell: ReportCell | undefined) => {
  const verdict = cell ? verdictOf(cell) : 'not-run'
  if (verdict === 'not-applicable') return '-'
  return verdict === 'broken' ? '**BROKEN**' : verdictWords[verdict]
}

const brokenLine = ({ attack, strategy }: ReportCell, why: string) =>
  `- BROKEN: ${escaped(attack)} on ${escaped(strategy)}: ${escaped(why)}`

function changesOf({ changes }: Told): string[] {
  if (!changes) return ['There was no run before.']
  const { since, list } = changes
  const compared = `Compared with the run of ${moment(since.at)}, commit ${escaped(since.commit)}.`
  if (list.length === 0) return [compared, '', 'Every cell came out the same.']
  return [compared, '', ...changeLines(list).map((text) => `- ${escaped(text)}`)]
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
  const where = played.map(({ medium }) => inMedium[medium])
  if (where.length === 1) return `${where[0]} alone`
  const agree = new Set(played.map(({ works }) => works)).size === 1
  return `${where.join(', ')}: ${agree ? 'the same' : 'not the same'}`
}
