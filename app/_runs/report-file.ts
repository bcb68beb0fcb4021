import { readFile, stat } from 'node:fs/promises'
import { isAbsolute, join } from 'node:path'
import { readEnv } from '#lib/env.ts'
import { reportFolder, reportSchema, type AttackReport } from '#lib/evidence/attack-report.ts'

/** A run as it lies in its file, or why there is none to show. */
export type ReportFile =
  | { state: 'none'; file: string }
  | { state: 'unreadable'; file: string; why: string }
  | { state: 'read'; file: string; report: AttackReport }

const names = { last: 'attacks.json', previous: 'previous.json' } as const

/** The folder as it was set: from the root of the repository unless it says otherwise. */
export function reportsFolder(): string {
  const read = readEnv()
  return read.ok ? read.env.LAB_REPORTS : reportFolder
}

/** The last file read, and of when: a run of all attacks is too much to be parsed for each visit. */
const remembered = new Map<string, { stamp: string; kept: ReportFile }>()

export async function readReportFile(which: keyof typeof names): Promise<ReportFile> {
  const file = `${reportsFolder()}/${names[which]}`
  const path = isAbsolute(file) ? file : join(/* turbopackIgnore: true */ process.cwd(), file)
  try {
    const { mtimeMs, size } = await stat(path)
    const stamp = `${mtimeMs} ${size}`
    const known = remembered.get(path)
    if (known?.stamp === stamp) return known.kept
    const kept = parsed(file, await readFile(path, 'utf8'))
    remembered.set(path, { stamp, kept })
    return kept
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    return code === 'ENOENT' || code === 'ENOTDIR'
      ? { state: 'none', file }
      : { state: 'unreadable', file, why: `The file cannot be read (${code}).` }
  }
}

function parsed(file: string, text: string): ReportFile {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { state: 'unreadable', file, why: 'The file is not JSON: it may have been cut short.' }
  }
  const read = reportSchema.safeParse(value)
  if (read.success) return { state: 'read', file, report: read.data }
  const [first] = read.error.issues
  const where = first && first.path.length > 0 ? `\`${first.path.join('.')}\`: ` : ''
  const more = read.error.issues.length - 1
  const others = more > 0 ? ` And ${more} more.` : ''
  return {
    state: 'unreadable',
    file,
    why: `The file is no run of the attacks. ${where}${first?.message ?? 'it has another form'}.${others}`,
  }
}

/** The last run, where there is one that can be read. */
export async function lastReport(): Promise<AttackReport | null> {
  const kept = await readReportFile('last')
  return kept.state === 'read' ? kept.report : null
}
