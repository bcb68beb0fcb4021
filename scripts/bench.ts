import { inProcessStage } from '#lib/scenarios/stages/in-process.ts'
import { matrix } from '#lib/scenarios/matrix.ts'
import { memoryRuntime } from '#lib/scenarios/memory-runtime.ts'
import type { StrategyDefinition } from '#lib/strategies/contract.ts'
import { strategies } from '#lib/strategies/registry.ts'
import { defaultSettings } from '#lib/workspace/settings.ts'
import { measureInThreads } from './measured/in-threads.ts'

/** What measuring costs beside what it measures: the whole matrix against its own verify calls. */

/** For the whole matrix, on two cores with nothing else to do. */
const MOST_MS = 6_000

/** How often, and for how long, each way of presenting a credential was called. */
const spent = { verify: { calls: 0, ms: 0 }, renew: { calls: 0, ms: 0 } }

async function timed<T>(kind: keyof typeof spent, work: Promise<T>): Promise<T> {
  const started = performance.now()
  try {
    return await work
  } finally {
    spent[kind].ms += performance.now() - started
    spent[kind].calls += 1
  }
}

/** The same strategy with a stopwatch around every check of a credential. */
const watched = (definition: StrategyDefinition): StrategyDefinition => ({
  ...definition,
  create(context) {
    const strategy = definition.create(context)
    const { renew } = strategy
    return {
      ...strategy,
      verify: (carried, use) => timed('verify', strategy.verify(carried, use)),
      ...(renew && { renew: (carried) => timed('renew', renew(carried)) }),
    }
  },
})

/**
 * Milliseconds for all cells, one after the other: a check that waits for another cell would pass for a
 * dear one.
 */
async function oneByOne(all: readonly StrategyDefinition[]): Promise<number> {
  const runtime = await memoryRuntime(all)
  const stage = (definition: StrategyDefinition) => () =>
    inProcessStage(runtime, definition, defaultSettings)
  const started = performance.now()
  await Array.fromAsync(matrix({ strategies: all, settings: defaultSettings, stage }))
  const tookMs = performance.now() - started
  await runtime.close()
  return tookMs
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`
const started = performance.now()
const cells = await measureInThreads(strategies, defaultSettings)
const tookMs = performance.now() - started
console.log(`${cells.length} cells in ${seconds(tookMs)} (at most ${seconds(MOST_MS)})`)
const aloneMs = await oneByOne(strategies.map(watched))
const { verify, renew } = spent
const ratio = aloneMs / (verify.ms + renew.ms)
console.log(`one after the other in ${seconds(aloneMs)}`)
console.log(`${verify.calls} calls of verify in ${seconds(verify.ms)}`)
console.log(`${renew.calls} of renew, by a thief that renews, in ${seconds(renew.ms)}`)
console.log(
  `ratio ${ratio.toFixed(2)} (at most 2.00); to verify alone ${(aloneMs / verify.ms).toFixed(2)}`,
)
process.exitCode = ratio <= 2 && tookMs <= MOST_MS ? 0 : 1
