import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { readSample } from '#app/_runs/report-file.ts'
import { sampleFile } from '#lib/evidence/attack-report.ts'
import { attacks } from '#lib/scenarios/attacks/registry.ts'
import { strategies } from '#lib/strategies/registry.ts'
import { root } from './child.mjs'
import { faultsOf, pack } from './sample.ts'

const read = async () => {
  const sample = await readSample()
  if (sample.state !== 'read') throw new Error(JSON.stringify(sample))
  return sample.report
}

test('the run that comes with the lab can be read, and says what was run, when and where', async () => {
  const report = await read()
  expect(report.commit).toMatch(/^[0-9a-f]{7,40}$/)
  expect(new Date(report.at).toISOString()).toBe(report.at)
  expect(report.environment.system).not.toBe('')
  expect(report.cells.flatMap(({ broken }) => broken)).toEqual([])
  // Each of what is played in a browser alone was: that is what the pages need it for.
  const browserOnly = attacks.filter(({ media }) => media.length === 1 && media[0] === 'browser')
  const played = new Set(report.cells.map(({ attack, strategy }) => `${attack} ${strategy}`))
  const missing = browserOnly.flatMap(({ id }) =>
    strategies.filter((strategy) => !played.has(`${id} ${strategy.id}`)).map((own) => own.id),
  )
  expect(browserOnly.length).toBeGreaterThan(0)
  expect(missing).toEqual([])
  expect(readFileSync(join(root, sampleFile)).length).toBeLessThan(250_000)
})

test('a part of a run, a broken one and one of no commit are not kept', async () => {
  const report = await read()
  const [first, ...others] = report.cells
  if (!first) throw new Error('no cell')
  expect(faultsOf({ ...report, cells: others }).join()).toContain('run all attacks')
  const broken = { ...first, broken: ['media disagree'] }
  expect(faultsOf({ ...report, cells: [broken, ...others] }).join()).toContain('broken')
  expect(faultsOf({ ...report, commit: '0123456 with changes' }).join()).toContain('commit')
})

test('nothing is lost in packing', async () => {
  const report = await read()
  const some = { ...report, cells: report.cells.slice(0, 20) }
  expect(JSON.parse(brotliDecompressSync(pack(some)).toString())).toEqual(some)
})
