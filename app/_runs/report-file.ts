import { readFile, stat } from 'node:fs/promises'
import { isAbsolute, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliDecompress } from 'node:zlib'
import { readEnv } from '#lib/env.ts'
import {
  reportFolder,
  reportSchema,
  sampleFile,
  type AttackReport,
} from '#lib/evidence/attack-report.ts'

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

export const readReportFile = (which: keyof typeof names): Promise<ReportFile> =>
  readFileOf(`${reportsFolder()}/${names[which]}`)

/** The run that came with the lab: whole, in its commit's name, and packed. */
export const readSample = (): Promise<ReportFile> => readFileOf(sampleFile)

async function readFileOf(file: string): Promise<ReportFile> {
  const path = isAbsolute(file) ? file : join(/* turbopackIgnore: true */ process.cwd(), file)
  try {
    const { mtimeMs, size } = await stat(path)
    const stamp = `${mtimeMs} ${size}`
    const known = remembered.get(path)
    if (known?.stamp === stamp) return known.kept
    const bytes = await readFile(path)
    const text = file.endsWith('.br') ? await promisify(brotliDecompress)(bytes) : bytes
    const kept = parsed(file, text.toString('utf8'))
    remembered.set(path, { stamp, kept })
    return kept
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    return code === 'ENOENT' || code === 'ENOTDIR'
      ? { state: 'none', file }
      : { state: 'unreadable', file, why: `The file cannot be read (${code}).` }
  }
}

/** The last run; where none was made here, the one that came with the lab. */
export async function lastOrSample(): Promise<{ run: ReportFile; isSample: boolean }> {
  const last = await readReportFile('last')
  if (last.state !== 'none') return { run: last, isSample: false }
  const sample = await readSample()
  // Both are missing: what makes one is the answer, and not where a sample should have been.
  return sample.state === 'none' ? { run: last, isSample: false } : { run: sample, isSample: true }
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

/** What was run last, where it can be read. */
export async function lastReport(): Promise<AttackReport | null> {
  const { run } = await lastOrSample()
  return run.state === 'read' ? run.report : null
}
