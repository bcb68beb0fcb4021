import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { about, keep, rounded } from './about.ts'
import { DISTANCES, type Apart } from './apart.ts'
import type { Timing } from './rounds.ts'
import type { Size } from './sizes.ts'
import type { Target } from './targets.ts'

/** What one run has measured. */
interface Run {
  timings: readonly Timing[]
  targets: readonly Target[]
  apart: readonly Apart[]
  sizes: readonly Size[]
}

export function writeReport(out: string, { timings, targets, apart, sizes }: Run, kept: boolean) {
  const run = about()
  mkdirSync(out, { recursive: true })
  const json = JSON.stringify({ about: run, timings, targets, apart, sizes }, rounded, 2)
  writeFileSync(join(out, 'cost.json'), `${json}\n`)
  if (kept) keep({ about: run, timings, targets, apart, sizes })
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
    `One run on ${run.at}: ${run.cores} × ${run.cpu}, Node ${run.node}, commit ${run.commit}.`,
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
    'The same checks where each call of a store that they ask takes so much longer, microseconds.',
    '',
    ...table(
      ['strategy', ...DISTANCES.map((ms) => `${ms} ms away`)],
      apart.map(({ strategy, at }) =>
        row(strategy, ...DISTANCES.map((ms) => at[String(ms)] ?? Number.NaN)),
      ),
    ),
    '## What is sent and kept',
    '',
    'Bytes: with a request, in the database for a session, and of one that was signed out.',
    '',
    ...table(
      ['strategy', 'with a request', 'a session', 'one signed out'],
      sizes.map(({ strategy, presented, session, signedOut }) =>
        row(strategy, String(presented), String(session), String(signedOut)),
      ),
    ),
  ]
  writeFileSync(join(out, 'cost.md'), lines.join('\n'))
}
