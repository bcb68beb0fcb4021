// What `npm run attacks` does, once everything is installed.
//
//   npm run attacks                                  every attack on every strategy
//   npm run attacks -- --project=cookie-session      a part of them; takes what Playwright takes
//   npm run attacks -- --shard=1/4                   a share, kept in blob-report
//   npm run attacks -- --merge blob-report           the report of all shares
//   npm run attacks -- --out DIR                     another folder for the report
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { attacks } from '#lib/scenarios/attacks/catalogue.ts'
import { reportFolder, type AttackReport } from '#lib/scenarios/attacks/report.ts'
import { strategies } from '#lib/sessions/registry.ts'
import { toTerminal } from '../e2e/report/terminal.ts'
import { isGood, tell } from '../e2e/report/told.ts'
import { previousFile, readReport, reportFile } from '../e2e/report/write.ts'
import { ensureBrowser, noBrowser } from './browser.ts'
import { ensureBuilt } from './build.mjs'
import { become, root } from './child.mjs'

const REPORTER = './e2e/report/reporter.ts'

/** What makes a run one of a part. It must not take the place of the last run of the whole. */
const SELECTS = /^(-g|-G|--grep|--grep-invert|--project|--last-failed|--only-changed|--shard)(=|$)/

export interface Plan {
  /** For Playwright. */
  command: string[]
  /** Where the report goes; null where none is made, but a share of one. */
  folder: string | null
  /** Whether a cell without a test is a fault. */
  whole: boolean
  /** Whether anything is played: a server and a browser have to be there. */
  plays: boolean
  env: Record<string, string>
}

/** What to ask of Playwright for what was asked of `npm run attacks`. */
export function plan(asked: readonly string[]): Plan {
  const rest = [...asked]
  const merge = take(rest, '--merge')
  const out = take(rest, '--out')
  const reporters = take(rest, '--reporter')
  const beside = (own: string) => `--reporter=${reporters ? `${reporters},` : ''}${own}`
  const shard = /^--shard[= ](\d+)\/(\d+)$/m.exec(rest.join('\n').replace('--shard\n', '--shard='))
  if (shard) {
    const [, share = '', all = ''] = shard
    const env = { PLAYWRIGHT_BLOB_OUTPUT_FILE: `blob-report/share-${share}-of-${all}.zip` }
    const command = ['test', 'e2e/attacks/', ...rest, beside('dot,blob')]
    return { command, folder: null, whole: false, plays: true, env }
  }
  const whole = merge !== null || !rest.some((one) => SELECTS.test(one))
  const folder = out ?? (whole ? reportFolder : `${reportFolder}-part`)
  const env = { ATTACKS_FOLDER: folder, ATTACKS_WHOLE: whole ? '1' : '0' }
  const command =
    merge === null
      ? ['test', 'e2e/attacks/', ...rest, beside(REPORTER)]
      : ['merge-reports', ...rest, beside(REPORTER), merge]
  return { command, folder, whole, plays: merge === null, env }
}

/** Takes an option with its value out of some arguments. */
function take(args: string[], name: string): string | null {
  const at = args.findIndex((one) => one === name || one.startsWith(`${name}=`))
  if (at < 0) return null
  const [option = '', ...values] = args.splice(at, args[at] === name ? 2 : 1)
  const value = values[0] ?? option.slice(name.length + 1)
  if (value === '' || value === name) throw new Error(`${name} wants a value`)
  return value
}

/** What a run comes to: its code, and what there is to say. A run without a report is no good run. */
export function conclude(
  code: number,
  report: AttackReport | null,
  previous: AttackReport | null,
): { code: number; text: string } {
  if (!report) return { code: code || 1, text: 'The run left no report: nothing was proved.' }
  const text = toTerminal(tell(report, previous, { attacks, strategies }))
  return { code: code || (isGood(report) ? 0 : 1), text }
}

/** The report of this run, not of one before it. */
function freshReport(folder: string, began: number): AttackReport | null {
  const file = join(folder, reportFile)
  const written = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0
  return written >= began ? readReport(file) : null
}

async function runAttacks(asked: readonly string[]): Promise<number> {
  const { command, folder, plays, env } = plan(asked)
  if (plays) {
    if (!(await ensureBuilt('.next-test'))) return 1
    if (!(await ensureBrowser())) {
      console.error(noBrowser)
      return 1
    }
  }
  // File systems may keep times to the second alone.
  const began = Math.floor(Date.now() / 1000) * 1000
  const cli = join(root, 'node_modules/@playwright/test/cli.js')
  const code = await become([cli, ...command], env)
  if (folder === null) {
    console.log(`The share is ${env['PLAYWRIGHT_BLOB_OUTPUT_FILE']}. When all are in one folder:`)
    console.log('npm run attacks -- --merge blob-report')
    return code
  }
  const previous = readReport(join(folder, previousFile))
  const end = conclude(code, freshReport(folder, began), previous)
  console.log(`\n${end.text}`)
  const names = [reportFile, 'attacks.csv', 'attacks.md', 'index.html']
  console.log(`Written: ${names.map((name) => join(folder, name)).join(', ')}`)
  return end.code
}

if (import.meta.main) {
  try {
    process.exitCode = await runAttacks(process.argv.slice(2))
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}
