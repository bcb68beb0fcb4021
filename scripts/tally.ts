// Reads what the test runners report about their runs, and counts what they do not.

export interface Tally {
  passed: number
  failed: number
  skipped: number
}

export const oneFailed: Tally = { passed: 0, failed: 1, skipped: 0 }
export const onePassed: Tally = { passed: 1, failed: 0, skipped: 0 }

export const sum = (tallies: Tally[]): Tally =>
  tallies.reduce(
    (all, one) => ({
      passed: all.passed + one.passed,
      failed: all.failed + one.failed,
      skipped: all.skipped + one.skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  )

export const inWords = ({ passed, failed, skipped }: Tally) =>
  `${passed} passed, ${failed} failed, ${skipped} skipped`

/**
 * A runner that failed without a failed test (a file that does not load, an error between tests),
 * or that found no test to run, has failed once.
 */
function honest(tally: Tally, exitCode: number): Tally {
  const wentWrong = (exitCode !== 0 && tally.failed === 0) || tally.passed + tally.failed === 0
  return wentWrong ? { ...tally, failed: tally.failed + 1 } : tally
}

interface VitestReport {
  testResults: { status: string; assertionResults: { status: string }[] }[]
}

/** @param report the text of the JSON that vitest writes */
export function tallyVitest(report: string, exitCode: number): Tally {
  const { testResults } = JSON.parse(report) as VitestReport
  const statuses = testResults.flatMap(({ status, assertionResults }) => {
    const own = assertionResults.map((result) => result.status)
    return status === 'failed' && !own.includes('failed') ? [...own, 'failed'] : own
  })
  const passed = statuses.filter((status) => status === 'passed').length
  const failed = statuses.filter((status) => status === 'failed').length
  return honest({ passed, failed, skipped: statuses.length - passed - failed }, exitCode)
}

interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number }
  errors: unknown[]
}

/** @param report the text of the JSON that Playwright writes */
export function tallyPlaywright(report: string, exitCode: number): Tally {
  const { stats, errors } = JSON.parse(report) as PlaywrightReport
  const failed = stats.unexpected + stats.flaky + errors.length
  return honest({ passed: stats.expected, failed, skipped: stats.skipped }, exitCode)
}
