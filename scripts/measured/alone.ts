// What one process of a strategy that needs nodes does, on a Redis that goes when this is done.
import type { ClusterRun } from '#lib/evidence/cluster.ts'
import { outcomeOf, predictedAs } from '#lib/evidence/attack-verdicts.ts'
import { attacks } from '#lib/scenarios/attacks/registry.ts'
import { runAttack } from '#lib/scenarios/attacks/run.ts'
import { memoryRuntime } from '#lib/scenarios/memory-runtime.ts'
import { measureFit } from '#lib/scenarios/profile-fit.ts'
import { inProcessStage } from '#lib/scenarios/stages/in-process.ts'
import { measureDay } from '#lib/scenarios/working-day.ts'
import { IN_MEMORY, openBackend } from '#lib/stores/open.ts'
import { carriedFrom } from '#lib/strategies/carried.ts'
import type { StrategyDefinition } from '#lib/strategies/contract.ts'
import { describe } from '#lib/strategies/describe.ts'
import { defaultSettings, lifetimesOf } from '#lib/workspace/settings.ts'
import type { Runtime } from '#lib/workspace/runtime.ts'

const AT_THE_LATEST = 'It can work for two seconds at a node that has not heard of it yet.'
const ROUNDS = 61
const CHECKS = 200

const runtimeOn = (url: string, definition: StrategyDefinition) =>
  memoryRuntime([definition], undefined, openBackend(IN_MEMORY, { url }))

type Measured = ClusterRun['alone'][number]

export async function measuredAlone(
  definition: StrategyDefinition,
  redis: string,
): Promise<Measured> {
  const runtime = await runtimeOn(redis, definition)
  try {
    return {
      strategy: definition.id,
      day: await measureDay(runtime, definition, defaultSettings),
      fit: await measureFit(runtime, definition, defaultSettings),
      verify: await microsOf(runtime, definition),
    }
  } finally {
    await runtime.close()
  }
}

/** Microseconds of a check of what was seen before: the median of rounds. */
async function microsOf(runtime: Runtime, definition: StrategyDefinition): Promise<number> {
  const { id } = await runtime.create()
  const workspace = await runtime.open(id)
  const alice = await workspace?.users.named('alice')
  if (!workspace || !alice) throw new Error('there is no alice')
  const { credentials } = await workspace.strategy(definition).start(alice, 'x', {})
  const carried = carriedFrom(credentials)
  const rounds: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    // The feed is read in between, as between the requests of a server.
    await new Promise((resolve) => setImmediate(resolve))
    const began = performance.now()
    for (let check = 0; check < CHECKS; check += 1) {
      const verdict = await workspace.strategy(definition).verify(carried)
      if (!verdict.ok) throw new Error(`refused: ${verdict.reason}`)
    }
    rounds.push(((performance.now() - began) * 1000) / CHECKS)
  }
  return Number((rounds.toSorted((a, b) => a - b)[ROUNDS >> 1] ?? Number.NaN).toFixed(3))
}

/** Every attack that can be played in a process. */
export async function attacksOn(
  definition: StrategyDefinition,
  redis: string,
  run: { at: string; commit: string },
): Promise<ClusterRun['attacks']> {
  const shared = await runtimeOn(redis, definition)
  const all: ClusterRun['attacks'] = []
  try {
    for (const attack of attacks.filter(({ media }) => media.includes('process'))) {
      const set = { ...defaultSettings, ...attack.settings }
      // Whoever takes a store away takes it from every workspace: such an attack has one of its own.
      const own = attack.group === 'outage' ? await runtimeOn(redis, definition) : undefined
      const stage = () => inProcessStage(own ?? shared, definition, set)
      const described = describe(definition, lifetimesOf(set))
      const played = runAttack(stage, attack, described, 'process')
      const { works, says, predicted, broken } = await (own ? closing(own, played) : played)
      // What is promised at the latest may come at once, and does at the node that was asked.
      const sooner = predicted === 'works' && works === false
      all.push({
        strategy: definition.id,
        attack: attack.id,
        outcome: outcomeOf(works),
        says: sooner ? `${says} ${AT_THE_LATEST}` : says,
        predicted: predictedAs(predicted),
        broken: broken && !sooner,
        from: 'run',
        medium: 'process',
        run,
        // What was played is told; every step of it would be a hundred times as much.
        steps: [],
      })
    }
    return all
  } finally {
    await shared.close()
  }
}

async function closing<T>(runtime: Runtime, work: Promise<T>): Promise<T> {
  try {
    return await work
  } finally {
    await runtime.close()
  }
}
