// What `npm test` runs, and how: every step to its end, whatever came of the ones before it.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs, stripVTControlCharacters } from 'node:util'
import { ensureBrowser, findBrowser, noBrowser } from './browser.ts'
import { root, run, runtime } from './child.mjs'
import { ensureEngines } from './engines/cluster.ts'
import {
  inWords,
  oneFailed,
  onePassed,
  sum,
  tallyPlaywright,
  tallyVitest,
  type Tally,
} from './tally.ts'

interface Outcome {
  tally: Tally
  output: string
}

interface Step {
  name: string
  /** Of two. Steps that measure time, or that keep both busy anyway, run alone; what waits for a network takes none. */
  cores: 0 | 1 | 2
  after?: readonly string[]
  run(): Promise<Outcome>
}

const reports = mkdtempSync(join(tmpdir(), 'logout-lab-checks-'))
process.once('exit', () => rmSync(reports, { recursive: true, force: true }))
// Servers are started by the dozen: each after the first finds its modules compiled.
process.env['NODE_COMPILE_CACHE'] ??= join(reports, 'compiled')

const tool = (path: string) => join(root, 'node_modules', path)

/** A step that is one check: it passes or it fails. */
const check = (name: string, ...command: string[]): Step => ({
  name,
  cores: 1,
  async run() {
    const { code, output } = await run(runtime, command)
    return { tally: code === 0 ? onePassed : oneFailed, output }
  },
})

/** A check that says something worth seeing when it passes as well. */
const figures = (name: string, ...command: string[]): Step => {
  const { run: judge, ...step } = check(name, ...command)
  return {
    ...step,
    async run() {
      const outcome = await judge()
      if (outcome.tally.failed === 0) console.log(outcome.output.trim())
      return outcome
    },
  }
}

/** Runs a test runner that writes a JSON report, and counts by that. */
async function count(
  name: string,
  command: (report: string) => Parameters<typeof run>,
  tally: (report: string, code: number) => Tally,
): Promise<Outcome> {
  const file = join(reports, `${name}.json`)
  const { code, output } = await run(...command(file))
  try {
    return { tally: tally(readFileSync(file, 'utf8'), code), output }
  } catch {
    return { tally: oneFailed, output: `${output}\n${name} wrote no report` }
  }
}

/** @param projects of vitest, where the step has others than the one of its name */
const vitest = (name: string, cores: 1 | 2, projects = [name]): Step => ({
  name,
  cores,
  run: () =>
    count(
      name,
      (report) => {
        const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
        const named = projects.map((project) => `--project=${project}`)
        return [runtime, [tool('vitest/vitest.mjs'), 'run', ...named, ...reporters]]
      },
      tallyVitest,
    ),
})

/** Looks for what a machine has or lets itself be given, while the build keeps it busy. */
const find = (name: string, look: () => Promise<readonly string[]>): Step => ({
  name,
  cores: 0,
  async run() {
    for (const missing of await look()) console.log(missing)
    return { tally: sum([]), output: '' }
  },
})

const steps: Step[] = [
  find('engines', ensureEngines),
  // Debian installs one thing at a time.
  {
    ...find('browser', async () => ((await ensureBrowser()) ? [] : [noBrowser])),
    after: ['engines'],
  },
  check('build', 'scripts/build.mjs', '.next-test'),
  check('format', tool('oxfmt/bin/oxfmt'), '--check'),
  check('lint', tool('oxlint/bin/oxlint')),
  check('types', tool('typescript/bin/tsc')),
  check('boundaries', 'scripts/boundaries.ts'),
  figures('imports', 'scripts/import-graph.ts'),
  figures('trip', 'scripts/request-trip.ts'),
  check('knip', tool('knip/bin/knip.js')),
  check('lockfile', 'scripts/lockfile.mjs', '--check'),
  { ...vitest('unit', 2, ['unit', 'unit-alone']), after: ['engines'] },
  { ...vitest('conformance', 2), after: ['engines'] },
  vitest('histories', 2),
  { ...vitest('take', 2), after: ['engines'] },
  { ...vitest('server', 2), after: ['build', 'browser'] },
  {
    name: 'e2e',
    cores: 2,
    after: ['build', 'browser'],
    async run() {
      if (!findBrowser()) return { tally: oneFailed, output: noBrowser }
      return count(
        'e2e',
        (report) => [
          runtime,
          // The attacks as a whole take minutes: `npm run attacks` plays them.
          [tool('@playwright/test/cli.js'), 'test', '--grep-invert', '@whole'],
          { PLAYWRIGHT_JSON_OUTPUT_FILE: report, LAB_STRATEGIES: 'together' },
        ],
        tallyPlaywright,
      )
    },
  },
]

function chosen(): Step[] {
  const { values } = parseArgs({ options: { only: { type: 'string' } } })
  if (values.only === undefined) return steps
  const names = values.only.split(',').map((name) => name.trim())
  const unknown = names.filter((name) => !steps.some((step) => step.name === name))
  if (unknown.length > 0) {
    const known = steps.map(({ name }) => name).join(', ')
    throw new Error(`There is no step ${unknown.join(', ')}; there are ${known}`)
  }
  const needed = new Set(names)
  // What is needed may need something: those come before them in the list.
  for (const { name, after = [] } of steps.toReversed()) {
    if (needed.has(name)) for (const other of after) needed.add(other)
  }
  return steps.filter(({ name }) => needed.has(name))
}

/** What failed comes first where a log is cut: what passed has been counted, and is left out. */
const withoutWhatPassed = (output: string) =>
  output
    .split('\n')
    .filter((line) => !stripVTControlCharacters(line).trimStart().startsWith('✓'))
    .join('\n')
    .trim()

async function perform(step: Step): Promise<Tally> {
  const began = performance.now()
  const { tally, output } = await step.run()
  const seconds = ((performance.now() - began) / 1000).toFixed(1).padStart(6)
  const verdict = tally.failed === 0 ? 'ok  ' : 'FAIL'
  const failure = tally.failed === 0 ? '' : `\n\n${withoutWhatPassed(output)}\n`
  console.log(`${verdict} ${step.name.padEnd(12)}${seconds} s   ${inWords(tally)}${failure}`)
  return tally
}

/** Runs the steps in their order, side by side while there are cores for it. */
async function performAll(wanted: Step[]): Promise<Tally[]> {
  const waiting = [...wanted]
  const done = new Map<string, Tally>()
  const running = new Map<Step, Promise<void>>()
  const isOpen = ({ after = [] }: Step) => after.some((name) => !done.has(name))
  while (waiting.length > 0 || running.size > 0) {
    const busy = [...running.keys()].reduce((cores, step) => cores + step.cores, 0)
    const next = waiting.findIndex((step) => !isOpen(step) && busy + step.cores <= 2)
    const [step] = next < 0 ? [] : waiting.splice(next, 1)
    if (!step) {
      await Promise.race(running.values())
      continue
    }
    const broken = step.after?.find((name) => done.get(name)?.failed)
    if (broken) {
      console.log(`FAIL ${step.name.padEnd(12)}     not run, since ${broken} failed`)
      done.set(step.name, oneFailed)
      continue
    }
    const finish = async () => {
      done.set(step.name, await perform(step))
      running.delete(step)
    }
    running.set(step, finish())
  }
  return [...done.values()]
}

async function total(): Promise<Tally> {
  try {
    return sum(await performAll(chosen()))
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    return oneFailed
  }
}

const result = await total()
console.log(inWords(result))
process.exitCode = result.failed > 0 ? 1 : 0
