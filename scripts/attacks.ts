// What `npm run attacks` does, once everything is installed.
//
//   npm run attacks                                  every attack on every strategy
//   npm run attacks -- --project=cookie-session      a part of them; takes what Playwright takes
//   npm run attacks -- --shard=1/4                   a share, kept in evidence/shares
//   npm run attacks -- --merge evidence/shares      the report of all shares
//   npm run attacks -- --out DIR                     another folder for the report
import { isGood } from '#lib/evidence/attack-verdicts.ts'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { reportFile, reportFolder, reportSchema } from '#lib/evidence/attack-report.ts'
import { ensureBrowser, noBrowser } from './browser.ts'
import { ensureBuilt } from './build.mjs'
import { become, root } from './child.mjs'

const REPORTER = './e2e/report/reporter.ts'
const SHARES = 'evidence/shares'

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
    const env = { PLAYWRIGHT_BLOB_OUTPUT_FILE: `${SHARES}/${share}-of-${all}.zip` }
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

/**
 * What a run comes to. Playwright's own code does not tell all: `merge-reports` looks at no outcome,
 * and a run that left no report proved nothing.
 * @param began when, in milliseconds: a report that is older is of a run before
 */
export function codeOf(code: number, folder: string, began: number): number {
  if (code !== 0) return code
  const file = join(folder, reportFile)
  const written = statSync(file, { throwIfNoEntry: false })?.mtimeMs
  if (written === undefined || written < began) {
    console.error('The run left no report: nothing was proved.')
    return 1
  }
  return isGood(reportSchema.parse(JSON.parse(readFileSync(file, 'utf8')))) ? 0 : 1
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
    console.log(`npm run attacks -- --merge ${SHARES}`)
    return code
  }
  return codeOf(code, folder, began)
}

if (import.meta.main) {
  try {
    process.exitCode = await runAttacks(process.argv.slice(2))
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}
