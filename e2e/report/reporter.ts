import { isGood } from '#lib/evidence/attack-verdicts.ts'
import { join } from 'node:path'
import type {
  FullConfig,
  FullResult,
  Reporter,
  Suite,
  TestCase,
  TestError,
  TestResult,
} from '@playwright/test/reporter'
import { attacks } from '#lib/scenarios/attacks/registry.ts'
import { registered } from '#lib/scenarios/attacks/registered.ts'
import { reportFolder } from '#lib/evidence/attack-report.ts'
import { SEED } from '#lib/scenarios/memory-runtime.ts'
import { strategies } from '#lib/strategies/registry.ts'
import { collect } from './collect.ts'
import { commit, environment } from './environment.ts'
import { messageOf, playedTest } from './played.ts'
import { toTerminal } from './terminal.ts'
import { writeReport } from './write.ts'

interface Options {
  /** Where the report goes. */
  folder?: string
  /** Whether every attack on every strategy was to be played, and not a part that was asked for. */
  whole?: boolean
}

/**
 * Makes the report of the attacks from what their tests attach. It knows the tests by Playwright's
 * reporter API alone, so that it merges the reports of shards as well:
 *
 *   npx playwright merge-reports --reporter ./e2e/report/reporter.ts evidence/shares
 */
export default class AttackReporter implements Reporter {
  private readonly folder: string
  private readonly whole: boolean
  private readonly errors: string[] = []
  private suite: Suite | null = null
  private workers = 0
  private ended = 0

  constructor({ folder, whole }: Options = {}) {
    this.folder = folder ?? process.env['ATTACKS_FOLDER'] ?? reportFolder
    this.whole = whole ?? process.env['ATTACKS_WHOLE'] === '1'
  }

  printsToStdio(): boolean {
    return true
  }

  onBegin({ workers }: Pick<FullConfig, 'workers'>, suite: Suite): void {
    this.suite = suite
    this.workers = workers
  }

  /** A line that moves on in a terminal; elsewhere a line now and then, and every failure. */
  onTestEnd(test: TestCase, { status, errors }: TestResult): void {
    this.ended += 1
    const all = this.suite?.allTests().length ?? 0
    const where = `${this.ended}/${all}`
    const name = `${test.parent.project()?.name ?? ''} ${test.title}`
    if (process.stderr.isTTY) process.stderr.write(`\r${where} ${name}`.slice(0, 79).padEnd(80))
    else if (this.ended % 50 === 0 || this.ended === all) console.log(`${where} tests`)
    if (status !== test.expectedStatus) {
      console.log(`${status}: ${name}${errors.map((error) => `\n  ${messageOf(error)}`).join('')}`)
    }
  }

  onError(error: TestError): void {
    this.errors.push(messageOf(error))
    console.error(messageOf(error))
  }

  async onEnd({ startTime, duration }: FullResult): Promise<{ status: 'failed' } | undefined> {
    if (process.stderr.isTTY) process.stderr.write('\r'.padEnd(81) + '\r')
    const tests = (this.suite?.allTests() ?? []).map(playedTest)
    const { cells, errors, traces } = collect(tests, { attacks, strategies }, { whole: this.whole })
    if (cells.length + errors.length + this.errors.length === 0) {
      console.log('No attack was played: no report.')
      return undefined
    }
    const report = {
      format: 1 as const,
      at: startTime.toISOString(),
      commit: commit(),
      seed: SEED,
      environment: environment(this.workers),
      durationMs: Math.round(duration),
      errors: [...this.errors, ...errors],
      cells,
    }
    const summary = writeReport(this.folder, report, registered, traces)
    const files = ['index.html', 'attacks.json', 'attacks.csv', 'attacks.md']
    console.log(`\n${toTerminal(summary)}`)
    console.log(`Written: ${files.map((file) => join(this.folder, file)).join(', ')}`)
    // What is broken fails the run, whatever its tests thought of it.
    return isGood(report) ? undefined : { status: 'failed' }
  }
}
