import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { summaryOf, type CellSummary } from '#lib/evidence/model.ts'
import {
  brokenPromises,
  matrixCsv,
  matrixHeadline,
  matrixMarkdown,
} from '#lib/evidence/matrix-files.ts'
import { shortSurvival } from '#lib/evidence/words/survival.ts'
import { toJson } from '#lib/evidence/writers/json.ts'
import type { StrategyDefinition } from '#lib/strategies/contract.ts'
import { presets } from '#lib/workspace/presets.ts'
import { findStrategy, strategies as registered } from '#lib/strategies/registry.ts'
import { defaultSettings } from '#lib/workspace/settings.ts'
import { measureAll } from './measured/cells.ts'
import { measureInThreads } from './measured/in-threads.ts'
import { optionsOf } from './options.ts'

interface Options {
  /** A preset's lifetimes instead of the defaults. */
  preset?: string
  /** Measures a running server instead, on its own clock. */
  base?: string
  /** The folder for `matrix.json`, `.csv` and `.md`. */
  out?: string
  strategies?: readonly StrategyDefinition[]
  print?: (text: string) => void
}

/** Measures every strategy under every event. 0 when every promise was kept, 1 when one was broken. */
export async function runMatrix(options: Options = {}): Promise<number> {
  const { preset, base, out, strategies = registered, print = console.log } = options
  const chosen = presets.find(({ id }) => id === (preset ?? 'lab'))
  if (!chosen) {
    print(`There is no preset "${preset}"; there are ${presets.map(({ id }) => id).join(', ')}`)
    return 2
  }
  const settings = { ...defaultSettings, ...chosen.lifetimes }
  const started = performance.now()
  const at = new Date().toISOString()
  // A thread finds its strategy by the id: one that is not registered cannot be sent to it.
  const inThreads = !base && strategies.every((one) => findStrategy(one.id) === one)
  const cells = inThreads
    ? await measureInThreads(strategies, settings, print)
    : await measureAll({ strategies, settings, base }, print)
  const header = {
    measured: base ? `over HTTP at ${base}` : 'in process',
    node: process.versions.node,
    commit: commit(),
    at,
    settings,
  }
  const summaries = cells.map(summaryOf)
  const faults = brokenPromises(cells)
  print(table(summaries))
  if (out) {
    mkdirSync(out, { recursive: true })
    writeFileSync(join(out, 'matrix.json'), toJson(header, cells))
    writeFileSync(join(out, 'matrix.csv'), matrixCsv(summaries))
    const { measured, node } = header
    const about = [
      `Measured ${measured} on ${at}, commit ${header.commit}, Node ${node}, on the virtual clock.`,
    ]
    const rows = { strategies: strategies.map(({ id }) => id), events: eventsOf(cells) }
    writeFileSync(join(out, 'matrix.md'), matrixMarkdown({ about, ...rows, cells: summaries }))
    print(`Written: ${['json', 'csv', 'md'].map((end) => join(out, `matrix.${end}`)).join(', ')}`)
  }
  for (const fault of faults) print(`BROKEN ${fault}`)
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  print(`${matrixHeadline(cells)}, ${seconds} s`)
  return faults.length > 0 ? 1 : 0
}

const eventsOf = (cells: readonly Pick<CellSummary, 'event'>[]) => [
  ...new Set(cells.map(({ event }) => event)),
]

/** One line a strategy, one column an event: short enough for a terminal of 160 columns. */
function table(cells: readonly CellSummary[]): string {
  const strategies = [...new Set(cells.map((cell) => cell.strategy))]
  const events = eventsOf(cells)
  const width = 9
  const short = (text: string) => text.slice(0, width - 1).padEnd(width)
  const head = ''.padEnd(22) + events.map(short).join('')
  const lines = strategies.map((strategy) => {
    const own = events.map((event) => {
      const cell = cells.find((other) => other.strategy === strategy && other.event === event)
      if (!cell) return short('-')
      const { collateral, broken } = cell
      const survival = shortSurvival(cell).replaceAll('\u00a0', '')
      const hurt = { none: '', 'other-devices': '+', everyone: '!' }[collateral]
      return short(`${broken.length > 0 ? 'X ' : ''}${hurt}${survival}`)
    })
    return strategy.padEnd(22) + own.join('')
  })
  const key = '+ hurts other devices of the account, ! hurts everyone, X breaks its promise'
  return [head, ...lines, key].join('\n')
}

/** The one that the sources are at. */
export function commit(): string {
  try {
    const text = execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    return text.toString().trim()
  } catch {
    return 'unknown'
  }
}

if (import.meta.main) {
  const values = optionsOf({
    preset: { type: 'string' },
    base: { type: 'string' },
    out: { type: 'string' },
  })
  process.exitCode = await runMatrix({ out: 'evidence', ...values })
}
