import { verdictOf } from '#lib/evidence/attack-verdicts.ts'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { attacks } from '#lib/scenarios/attacks/registry.ts'
import { type AttackReport } from '#lib/evidence/attack-report.ts'
import { strategies } from '#lib/strategies/registry.ts'
import { root, run, runtime } from '../../scripts/child.mjs'
import { runsOf } from './made-up.ts'
import { readReport } from './write.ts'

/** The reporter under Playwright itself: tests that say, crash, and wait in vain; whole and in shards. */

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'logout-lab-report-')))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const [first, second, third] = attacks
const [strategy, other] = strategies.map(({ id }) => id)
if (!first || !second || !third || !strategy || !other) throw new Error('too few to test with')

/** What the tests there will say, by project and title. */
const said = Object.fromEntries(
  [first, second].flatMap(({ id: attack, media }) =>
    [strategy, other].map((on) => {
      const runs = runsOf({ attack, strategy: on }).filter(({ medium }) => media.includes(medium))
      return [`${on} ${attack}`, JSON.stringify({ attack, strategy: on, runs, broken: [] })]
    }),
  ),
)
const spec = `
import { test } from '@playwright/test'
const said = ${JSON.stringify(said)}
const attach = (info) => info.attach('attack', { body: said[info.project.name + ' ' + info.title] })
test('${first.id}', ({}, info) => attach(info))
test('${second.id}', ({}, info) => {
  if (info.project.name === '${strategy}') throw new Error('the honest user was refused')
  return attach(info)
})
`
const config = `
export default { testDir: 'e2e', workers: 1, outputDir: 'results', reporter: [['null']],
  use: { trace: 'retain-on-failure' },
  projects: [{ name: '${strategy}' }, { name: '${other}' }] }
`
mkdirSync(join(folder, 'e2e/attacks'), { recursive: true })
writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
writeFileSync(join(folder, 'playwright.config.ts'), config)
writeFileSync(join(folder, 'e2e/attacks/attacks.spec.ts'), spec)
symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction')

const reporter = join(root, 'e2e/report/reporter.ts')
const cli = join(root, 'node_modules/@playwright/test/cli.js')
const test = ['test', '--config', join(folder, 'playwright.config.ts')]

/** Runs Playwright there, and reads the report that it leaves under a name. */
async function played(name: string, command: string[], env: Record<string, string> = {}) {
  const out = join(folder, name)
  const { code, output } = await run(runtime, [cli, ...command], { ATTACKS_FOLDER: out, ...env })
  const report = readReport(join(out, 'attacks.json'))
  const verdicts = report?.cells.map((cell) => `${cell.strategy} ${cell.attack} ${verdictOf(cell)}`)
  return { code, output, out, report, verdicts: verdicts?.toSorted() }
}

/** Whose traces the report names, and whether they lie beside it. */
const tracesIn = (out: string, report: AttackReport | null) =>
  report?.cells.flatMap(({ attack, trace }) =>
    trace === null ? [] : [[attack, existsSync(join(out, trace))]],
  )

const four = [
  `${strategy} ${first.id} works`,
  `${strategy} ${second.id} broken`,
  `${other} ${first.id} works`,
  `${other} ${second.id} works`,
].toSorted()

it('reports what tests say, and fails the run for one that crashes', async () => {
  const { code, verdicts, report, out } = await played('plain', [...test, `--reporter=${reporter}`])
  expect(verdicts).toEqual(four)
  expect(code).toBe(1)
  expect(report?.cells.flatMap(({ broken }) => broken)).toEqual([
    'The test ended before the attack came to anything: Error: the honest user was refused',
  ])
  expect(tracesIn(out, report)).toEqual([[second.id, true]])
  expect(report?.environment.workers).toBe(1)
  expect(readFileSync(join(out, 'index.html'), 'utf8')).toContain('the honest user was refused')
  expect(existsSync(join(out, 'attacks.csv')) && existsSync(join(out, 'attacks.md'))).toBe(true)
  expect(existsSync(join(out, 'previous.json'))).toBe(false)
})

it('fails a whole run for tests that are not there, though those that are pass', async () => {
  const command = [...test, `--reporter=${reporter}`, '-g', first.id]
  const part = await played('part', command)
  expect([part.code, part.verdicts?.length]).toEqual([0, 2])
  const whole = await played('part', command, { ATTACKS_WHOLE: '1' })
  expect(whole.code).toBe(1)
  expect(whole.verdicts).toHaveLength(attacks.length * strategies.length)
  expect(whole.verdicts).toContain(`${strategy} ${third.id} not-run`)
  const before = readReport(join(whole.out, 'previous.json'))
  expect(before?.at).toBe(part.report?.at)
})

it('reports a file that does not load', async () => {
  const file = join(folder, 'e2e/attacks/torn.spec.ts')
  writeFileSync(file, 'throw new Error("torn")')
  const { code, report } = await played('torn', [...test, `--reporter=${reporter}`])
  rmSync(file)
  expect(code).toBe(1)
  expect(report?.errors).toEqual(['Error: torn'])
})

it('merges the reports of shards', async () => {
  const blobs = join(folder, 'blobs')
  for (const share of ['1/2', '2/2']) {
    const file = join(blobs, `${share.replace('/', '-of-')}.zip`)
    await played('none', [...test, `--shard=${share}`, '--reporter=blob'], {
      PLAYWRIGHT_BLOB_OUTPUT_FILE: file,
    })
    expect(existsSync(file)).toBe(true)
  }
  const { verdicts, report, out } = await played('merged', [
    'merge-reports',
    '--reporter',
    reporter,
    blobs,
  ])
  expect(verdicts).toEqual(four)
  expect(tracesIn(out, report)).toEqual([[second.id, true]])
  expect(report?.environment.system).toContain('merged')
})
