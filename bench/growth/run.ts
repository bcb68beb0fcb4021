// What becomes of a check, a log-out and a renewal, and of the database, as sessions, revoked tokens and
// families grow to a million; and of what has ended. Exits with 1 where a ratio that was asked for is
// missed.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { StrategyDefinition } from '../../lib/strategies/contract.ts'
import { allStrategies } from '../../lib/strategies/registry.ts'
import { about, keep, rounded } from '../about.ts'
import { spread } from '../rounds.ts'
import { collected, month } from './collect.ts'
import { grows } from './ground.ts'
import { openPlace } from './place.ts'
import { optionsOf } from '../../scripts/options.ts'

const SMALLEST = 1_000
const ROUNDS = 41
const WRITES = 15
const SMALL_FIRST = ['small', 'large'] as const
const LARGE_FIRST = ['large', 'small'] as const
/** By how much a check may take longer with a million than with a thousand. */
const RAISE = 1.3
/** Rows that have ended at once, at the most: how long one has to wait hangs not on how many there are. */
const COLLECTED = 200_000
/** A pause that a request can feel. Milliseconds. */
const FELT = 50

interface Size {
  entries: number
  /** Microseconds, medians; null where there is nothing to renew. */
  verify: number
  end: number
  renew: number | null
  /** Bytes: on the disk, in Redis where it is there, and in the process. */
  disk: number
  redis: number | null
  memory: number
  /** Of a check, to one with a thousand entries, in turns with it. */
  ratio: number
}

const print = (text: string) => void process.stdout.write(`${text}\n`)
const progress = (text: string) => {
  if (process.stderr.isTTY) process.stderr.write(`\r${text}`.padEnd(60))
}

const values = optionsOf({
  most: { type: 'string' },
  out: { type: 'string' },
  keep: { type: 'boolean' },
  only: { type: 'string' },
})
if (values.keep && values.only) throw new Error('of a part nothing is kept')
const most = Number(values.most ?? 1_000_000)
const sizes = [SMALLEST, 10_000, 100_000, 1_000_000].filter((size) => size <= most)
const folder = mkdtempSync(join(tmpdir(), 'logout-lab-growth-'))

async function grown(definition: StrategyDefinition): Promise<Size[]> {
  const path = (name: string) => join(folder, `${definition.id}-${name}.db`)
  const small = await openPlace(definition, path('small'))
  await small.growTo(SMALLEST)
  const large = await openPlace(definition, path('large'))
  const places = { small, large }
  const all: Size[] = []
  // What keeps nothing has nothing that grows.
  const its = grows(definition) ? sizes : [SMALLEST]
  for (const entries of its) {
    progress(`${definition.id} with ${entries}`)
    await large.growTo(entries)
    const taken = { small: [] as number[], large: [] as number[] }
    for (let round = -2; round < ROUNDS; round += 1) {
      // Each is the first as often as the other.
      for (const which of round % 2 === 0 ? SMALL_FIRST : LARGE_FIRST) {
        const micros = await places[which].verifyAll()
        if (round >= 0) taken[which].push(micros)
      }
    }
    const [one, other] = [spread(taken.small), spread(taken.large)]
    all.push({
      entries,
      verify: other.median,
      end: spread(await large.end(WRITES)).median,
      renew: definition.renews ? spread(await large.renew(WRITES)).median : null,
      ...(await large.bytes()),
      // Of the quicker quarters: whatever else the machine does makes none of them quicker.
      ratio: other.low / one.low,
    })
  }
  await Promise.all([small.close(), large.close()])
  for (const name of ['small', 'large']) rmSync(path(name), { force: true })
  return all
}

try {
  const growth: { strategy: string; sizes: Size[] }[] = []
  for (const definition of allStrategies) {
    if (values.only && definition.id !== values.only) continue
    growth.push({ strategy: definition.id, sizes: await grown(definition) })
  }
  progress('collecting what has ended')
  const collection = await collected(folder, Math.min(most, COLLECTED))
  const list = await month(folder, progress)
  const run = { about: about(), strategies: growth, collection, month: list }
  mkdirSync(values.out ?? 'evidence', { recursive: true })
  const json = `${JSON.stringify(run, rounded, 2)}\n`
  writeFileSync(join(values.out ?? 'evidence', 'growth.json'), json)
  if (values.keep) keep({ growth: run })

  print(
    '  entries  verify µs     end µs   renew µs        on disk      in memory       in Redis   ratio',
  )
  for (const { strategy, sizes: measured } of growth) {
    for (const { entries, verify, end, renew, disk, memory, redis, ratio } of measured) {
      const figures = [verify, end, renew].map((us) => (us?.toFixed(1) ?? '').padStart(10))
      const bytes = [disk, memory, redis].map((one) => String(one ?? '').padStart(14))
      print(
        `${String(entries).padStart(9)} ${figures.join(' ')} ${bytes.join(' ')} ${ratio.toFixed(2).padStart(7)}  ${strategy}`,
      )
    }
  }
  const { rows, tookSeconds, longestPause, usualPause } = collection
  print(`${rows} rows that had ended were collected in ${tookSeconds.toFixed(1)} s`)
  print(`a month of ${list.logOutsADay} log-outs a day: ${list.entries.join(', ')} entries`)
  const check = (what: string, figure: number, atMost: number) => {
    print(`${figure <= atMost ? 'ok  ' : 'MISS'} ${figure.toFixed(2)} (at most ${atMost})  ${what}`)
    if (figure > atMost) process.exitCode = 1
  }
  for (const { strategy, sizes: measured } of growth) {
    const last = measured.at(-1)
    if (last) check(`${strategy}: a check with ${last.entries}, to ${SMALLEST}`, last.ratio, RAISE)
  }
  check(
    `milliseconds: the longest pause while collecting (${usualPause.toFixed(0)} without)`,
    longestPause,
    Math.max(FELT, 2 * usualPause),
  )
} finally {
  rmSync(folder, { recursive: true, force: true })
}
