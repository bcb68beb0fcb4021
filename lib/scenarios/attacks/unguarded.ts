import type {
  Capabilities,
  Context,
  SessionStrategy,
  StrategyDefinition,
} from '../../strategies/contract.ts'
import { describe } from '../../strategies/describe.ts'
import { defaultSettings, lifetimesOf } from '../../workspace/settings.ts'
import { inProcessStage } from '../stages/in-process.ts'
import { memoryRuntime } from '../memory-runtime.ts'
import { attacks } from './registry.ts'
import { runAttack } from './run.ts'

/** Strategies with a defence taken away: for tests that ask whether an attack would notice. */

type All = Context<keyof Capabilities>

/** The same strategy, on things of which some are not what they should be. */
export const givenOther = (
  right: StrategyDefinition,
  other: (context: All) => Partial<All>,
): StrategyDefinition => ({
  ...right,
  create: (context) => right.create({ ...context, ...other(context) }),
})

/** The same strategy, which does some things in another way. */
export const doingOther = (
  right: StrategyDefinition,
  other: (strategy: SessionStrategy, context: All) => Partial<SessionStrategy>,
): StrategyDefinition => ({
  ...right,
  create(context) {
    const strategy = right.create(context)
    return { ...strategy, ...other(strategy, context) }
  },
})

/** Every attack in process that comes to something else than the traits of the strategy say. */
export async function attacksNoticing(
  definition: StrategyDefinition,
  beside: readonly StrategyDefinition[] = [],
): Promise<string[]> {
  const runtime = await memoryRuntime([definition, ...beside])
  const noticed: string[] = []
  for (const attack of attacks.filter(({ media }) => media.includes('process'))) {
    const settings = { ...defaultSettings, ...attack.settings }
    const { broken } = await runAttack(
      () => inProcessStage(runtime, definition, settings),
      attack,
      describe(definition, lifetimesOf(settings)),
      'process',
    )
    if (broken) noticed.push(attack.id)
  }
  await runtime.close()
  return noticed
}
