import { inProcessStage } from '#lib/scenarios/in-process.ts'
import { matrix } from '#lib/scenarios/matrix.ts'
import { measuringRuntime } from '#lib/scenarios/measuring.ts'
import type { StrategyDefinition } from '#lib/sessions/contract.ts'
import { strategies } from '#lib/sessions/registry.ts'
import { defaultSettings } from '#lib/sessions/settings.ts'

/** What measuring costs beside what it measures: the whole matrix against its own verify calls. */

let calls = 0
let spentMs = 0

async function timed<T>(work: Promise<T>): Promise<T> {
  const started = performance.now()
  try {
    return await work
  } finally {
    spentMs += performance.now() - started
    calls += 1
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
      verify: (carried, use) => timed(strategy.verify(carried, use)),
      ...(renew && { renew: (carried) => timed(renew(carried)) }),
    }
  },
})

const all = strategies.map(watched)
const runtime = measuringRuntime(all)
const started = performance.now()
let cells = 0
const stage = (definition: StrategyDefinition) => () =>
  inProcessStage(runtime, definition, defaultSettings)
for await (const _ of matrix({ strategies: all, settings: defaultSettings, stage })) cells += 1
const tookMs = performance.now() - started
runtime.close()

const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`
console.log(`${cells} cells in ${seconds(tookMs)}`)
console.log(`${calls} calls of verify and renew in ${seconds(spentMs)}`)
console.log(`ratio ${(tookMs / spentMs).toFixed(2)} (at most 2.00)`)
process.exitCode = tookMs <= 2 * spentMs ? 0 : 1
