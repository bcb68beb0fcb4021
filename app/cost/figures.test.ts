import { globSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

/** A time as a measurement has it, or a ratio of two. */
const FIGURE = /\d[\d.,]*(\s|&nbsp;)*(µs|microseconds|times (as|the|faster|cheaper))/

const shown = [
  'README.md',
  ...globSync('app/cost/**/*.{ts,tsx}'),
  ...globSync('app/strategies/**/*.{ts,tsx}'),
  'lib/evidence/words/cost-beside.ts',
]

it('no figure of the benchmarks is typed by hand where they are told of', () => {
  for (const typed of ['about 13 µs', '1,034 microseconds', '9 times cheaper']) {
    expect(typed).toMatch(FIGURE)
  }
  expect(shown.length).toBeGreaterThan(10)
  for (const file of shown) expect(readFileSync(file, 'utf8'), file).not.toMatch(FIGURE)
})
