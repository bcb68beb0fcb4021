import { toJson as json } from '#lib/evidence/writers/json.ts'
import { summarise, type Registered, type RunSummary } from '#lib/evidence/summary.ts'
import { reportCsv, reportMarkdown } from '#lib/evidence/report-files.ts'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import {
  previousFile,
  reportFile,
  reportSchema,
  type AttackReport,
  type ReportCell,
} from '#lib/evidence/attack-report.ts'
import { toHtml } from './html/page.ts'

/** @returns null where there is none, or none that this version can read */
export function readReport(file: string): AttackReport | null {
  if (!existsSync(file)) return null
  try {
    return reportSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return null
  }
}

/** Whoever reads while it is written sees the old file or the new one, never half of one. */
function put(file: string, text: string): void {
  writeFileSync(`${file}.new`, text)
  renameSync(`${file}.new`, file)
}

const toJson = ({ cells, ...head }: AttackReport): string => json(head, cells)

/**
 * Writes a run into a folder in every form, and keeps the run that was there before.
 * @param traces files to be copied beside the report, for the cells that have one
 */
export function writeReport(
  folder: string,
  report: AttackReport,
  registered: Registered,
  traces: ReadonlyMap<ReportCell, string> = new Map(),
): RunSummary {
  mkdirSync(folder, { recursive: true })
  const previous = readReport(join(folder, reportFile))
  const cells = keepTraces(folder, report.cells, traces)
  const summary = summarise({ ...report, cells }, previous, registered)
  if (previous) {
    // Its traces have just gone.
    const without = previous.cells.map((cell) => ({ ...cell, trace: null }))
    put(join(folder, previousFile), toJson({ ...previous, cells: without }))
  } else rmSync(join(folder, previousFile), { force: true })
  put(join(folder, 'attacks.csv'), reportCsv(summary))
  put(join(folder, 'attacks.md'), reportMarkdown(summary))
  put(join(folder, 'index.html'), toHtml(summary))
  put(join(folder, reportFile), toJson(summary.report))
  return summary
}

function keepTraces(
  folder: string,
  cells: readonly ReportCell[],
  traces: ReadonlyMap<ReportCell, string>,
): ReportCell[] {
  rmSync(join(folder, 'traces'), { recursive: true, force: true })
  return cells.map((cell) => {
    const from = traces.get(cell)
    if (from === undefined || !existsSync(from)) return cell
    mkdirSync(join(folder, 'traces'), { recursive: true })
    // Ids come from tests: what is no letter or digit has no business in a file's name.
    const name = `${cell.strategy} ${cell.attack}`.replaceAll(/[^\w-]+/g, '_')
    const trace = `traces/${name}.zip`
    copyFileSync(from, join(folder, trace))
    return { ...cell, trace }
  })
}
