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
import { toCsv, toMarkdown } from './files.ts'
import { toHtml } from './html/page.ts'
import { tell, type Catalogue, type Told } from './told.ts'

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

// A line for each cell: a tool that compares texts finds the cell that changed.
const toJson = ({ cells, ...head }: AttackReport): string =>
  `${JSON.stringify(head).slice(0, -1)},"cells":[\n${cells.map((cell) => JSON.stringify(cell)).join(',\n')}\n]}\n`

/**
 * Writes a run into a folder in every form, and keeps the run that was there before.
 * @param traces files to be copied beside the report, for the cells that have one
 */
export function writeReport(
  folder: string,
  report: AttackReport,
  catalogue: Catalogue,
  traces: ReadonlyMap<ReportCell, string> = new Map(),
): Told {
  mkdirSync(folder, { recursive: true })
  const previous = readReport(join(folder, reportFile))
  const cells = keepTraces(folder, report.cells, traces)
  const told = tell({ ...report, cells }, previous, catalogue)
  if (previous) {
    // Its traces have just gone.
    const without = previous.cells.map((cell) => ({ ...cell, trace: null }))
    put(join(folder, previousFile), toJson({ ...previous, cells: without }))
  } else rmSync(join(folder, previousFile), { force: true })
  put(join(folder, 'attacks.csv'), toCsv(told))
  put(join(folder, 'attacks.md'), toMarkdown(told))
  put(join(folder, 'index.html'), toHtml(told))
  put(join(folder, reportFile), toJson(told.report))
  return told
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
