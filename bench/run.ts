// What a check of a credential costs: every strategy, what others use for the same, and what cannot be
// done without, in one run. Exits with 1 where a ratio that was asked for is missed.
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { measuredApart } from './apart.ts'
import { floors } from './floors.ts'
import { ours } from './ours.ts'
import { writeReport } from './report.ts'
import { timed, type Subject } from './rounds.ts'
import { sizes } from './sizes.ts'
import { targetsOf } from './targets.ts'
import { optionsOf } from '../scripts/options.ts'

const peersModule = z.object({
  peers: z.custom<(token: string) => Promise<Subject[]>>((value) => typeof value === 'function'),
})

/** Their packages are installed by `npm ci --prefix bench`, and by nothing else. */
async function peers(token: string): Promise<Subject[]> {
  if (!existsSync(join(import.meta.dirname, 'node_modules'))) {
    print('without peers: npm ci --prefix bench installs them')
    return []
  }
  const loaded: unknown = await import(new URL('peers.ts', import.meta.url).href)
  return peersModule.parse(loaded).peers(token)
}

const print = (text: string) => void process.stdout.write(`${text}\n`)
const progress = (text: string) => {
  if (process.stderr.isTTY) process.stderr.write(`\r${text}`.padEnd(60))
}

const values = optionsOf({
  rounds: { type: 'string' },
  out: { type: 'string' },
  keep: { type: 'boolean' },
})
const folder = mkdtempSync(join(tmpdir(), 'logout-lab-bench-'))
try {
  const own = await ours(folder)
  const floor = await floors(folder, own.token)
  const subjects = [...floor.subjects, ...(await peers(own.token)), ...own.subjects]
  const timings = await timed(subjects, Number(values.rounds ?? 40), progress)
  floor.close()
  await own.close()
  const targets = targetsOf(timings)
  print('with networks between, and how much is kept')
  const run = { timings, targets, apart: await measuredApart(folder), sizes: await sizes(folder) }
  writeReport(values.out ?? 'evidence', run, values.keep === true)
  for (const { name, median, low, high } of timings) {
    const figures = [median, low, high].map((micros) => micros.toFixed(1).padStart(9))
    print(`${figures.join(' ')} µs  ${name}`)
  }
  for (const { what, ratio, atMost } of targets) {
    const verdict = ratio <= atMost ? 'ok  ' : 'MISS'
    print(`${verdict} ${ratio.toFixed(2)} (at most ${atMost.toFixed(2)})  ${what}`)
  }
  process.exitCode = targets.every(({ ratio, atMost }) => ratio <= atMost) ? 0 : 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
