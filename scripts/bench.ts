import { inProcessStage } from '#lib/scenarios/stages/in-process.ts'
import { matrix } from '#lib/scenarios/matrix.ts'
import { memoryRuntime } from '#lib/scenarios/memory-runtime.ts'
import type { StrategyDefinition } from '#lib/strategies/contract.ts'
import { strategies } from '#lib/strategies/registry.ts'
import { defaultSettings } from '#lib/workspace/settings.ts'

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

const all = strategies.map(watched)
const runtime = await memoryRuntime(all)
const started = performance.now()
let cells = 0
const stage = (definition: StrategyDefinition) => () =>
  inProcessStage(runtime, definition, defaultSettings)
for await (const _ of matrix({ strategies: all, settings: defaultSettings, stage })) cells += 1
const tookMs = performance.now() - started
await runtime.close()

const { verify, renew } = spent
const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`
const ratio = tookMs / (verify.ms + renew.ms)
console.log(`${cells} cells in ${seconds(tookMs)} (at most ${seconds(MOST_MS)})`)
console.log(`${verify.calls} calls of verify in ${seconds(verify.ms)}`)
console.log(`${renew.calls} of renew, by a thief that renews, in ${seconds(renew.ms)}`)
console.log(
  `ratio ${ratio.toFixed(2)} (at most 2.00); to verify alone ${(tookMs / verify.ms).toFixed(2)}`,
)
process.exitCode = ratio <= 2 && tookMs <= MOST_MS ? 0 : 1
