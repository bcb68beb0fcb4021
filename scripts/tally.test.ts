import { expect, test } from 'vitest'
import { inWords, sum, tallyPlaywright, tallyVitest } from './tally.ts'

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((outcome) => ({ status: outcome })),
})
const vitest = (...testResults: ReturnType<typeof file>[]) => JSON.stringify({ testResults })
const playwright = (counts: object, ...errors: string[]) =>
  JSON.stringify({ stats: { ...stats, ...counts }, errors })
const stats = { expected: 0, unexpected: 0, flaky: 0, skipped: 0 }

test('counts what vitest ran', () => {
  const report = vitest(file('failed', 'passed', 'failed', 'pending'), file('passed', 'todo'))
  expect(inWords(tallyVitest(report, 1))).toBe('1 passed, 1 failed, 2 skipped')
})

test('counts a file that does not load', () => {
  const report = vitest(file('passed', 'passed'), file('failed'))
  expect(inWords(tallyVitest(report, 1))).toBe('1 passed, 1 failed, 0 skipped')
})

test('counts a failure that belongs to no test', () => {
  expect(tallyVitest(vitest(file('passed', 'passed')), 1).failed).toBe(1)
  expect(tallyPlaywright(playwright({ expected: 3 }), 1).failed).toBe(1)
  expect(tallyPlaywright(playwright({ expected: 3 }, 'broken'), 1).failed).toBe(1)
})

test('counts a run of nothing as a failure, whatever the runner thinks', () => {
  expect(tallyVitest(vitest(), 0).failed).toBe(1)
  expect(tallyVitest(vitest(file('passed', 'skipped')), 0).failed).toBe(1)
  expect(tallyPlaywright(playwright({ skipped: 5 }), 0).failed).toBe(1)
})

test('counts a test that fails now and then as failed', () => {
  const tally = tallyPlaywright(playwright({ expected: 2, flaky: 1 }), 0)
  expect(inWords(tally)).toBe('2 passed, 1 failed, 0 skipped')
})

test('adds up', () => {
  const one = { passed: 1, failed: 2, skipped: 3 }
  expect(sum([one, one])).toEqual({ passed: 2, failed: 4, skipped: 6 })
  expect(inWords(sum([]))).toBe('0 passed, 0 failed, 0 skipped')
})
