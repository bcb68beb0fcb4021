import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { strategies } from '../lib/strategies/registry.ts'
import type { Timing } from './rounds.ts'
import type { Target } from './targets.ts'

/** What a verification costs where its store is so far away, and a token's where it asks none. */
interface Distance {
  name: string
  reads: number
  /** Microseconds a request, by the milliseconds that one read takes longer. */
  at: Record<string, number>
}

const DISTANCES = [0, 0.5, 2]

/** The same reads, each with a network in between: computed from what was measured, and said so. */
const distances = (timings: readonly Timing[]): Distance[] =>
  strategies.map(({ id, cost: { request } }) => {
    const name = `${id}: verify, seen before`
    const here = timings.find((timing) => timing.name === name)?.median ?? Number.NaN
    const at = DISTANCES.map((ms) => [String(ms), here + request.reads * ms * 1000])
    return { name: id, reads: request.reads, at: Object.fromEntries(at) as Record<string, number> }
  })

export function writeReport(out: string, timings: readonly Timing[], targets: readonly Target[]) {
  const about = {
    at: new Date().toISOString(),
    node: process.versions.node,
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    commit: commit(),
  }
  const apart = distances(timings)
  mkdirSync(out, { recursive: true })
  const json = JSON.stringify({ about, timings, targets, distances: apart }, null, 2)
  writeFileSync(join(out, 'cost.json'), `${json}\n`)
  const row = (...cells: (string | number)[]) =>
    `| ${cells.map((cell) => (typeof cell === 'number' ? cell.toFixed(2) : cell)).join(' | ')} |`
  const table = (heads: string[], rows: string[]) => [
    row(...heads),
    row(...heads.map(() => '---')),
    ...rows,
    '',
  ]
  const lines = [
    '# What it costs',
    '',
    `One run on ${about.at}: ${about.cores} × ${about.cpu}, Node ${about.node}, commit ${about.commit}.`,
    'Microseconds a call, medians of rounds in which all took their turns; quarters beside them.',
    '',
    ...table(
      ['subject', 'kind', 'median', 'lower quarter', 'upper quarter'],
      timings.map(({ name, kind, median, low, high }) => row(name, kind, median, low, high)),
    ),
    '## What was asked of it',
    '',
    ...table(
      ['ratio of', 'is', 'at most', ''],
      targets.map(({ what, ratio, atMost }) =>
        row(what, ratio, atMost, ratio <= atMost ? 'kept' : 'MISSED'),
      ),
    ),
    '## With a network before the store',
    '',
    'The same checks, with the time of a network added for each read: added, and not measured.',
    '',
    ...table(
      ['strategy', 'reads', ...DISTANCES.map((ms) => `${ms} ms away`)],
      apart.map(({ name, reads, at }) =>
        row(name, String(reads), ...DISTANCES.map((ms) => at[String(ms)] ?? Number.NaN)),
      ),
    ),
  ]
  writeFileSync(join(out, 'cost.md'), lines.join('\n'))
}

function commit(): string {
  try {
    const stdio: ['ignore', 'pipe', 'ignore'] = ['ignore', 'pipe', 'ignore']
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { stdio }).toString().trim()
  } catch {
    return 'unknown'
  }
}
