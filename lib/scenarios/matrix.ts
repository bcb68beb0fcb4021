import type { Cell } from '../evidence/model.ts'
import type { StrategyDefinition } from '../strategies/contract.ts'
import type { Settings } from '../workspace/settings.ts'
import { scenarios } from './events/registry.ts'
import { judge, rememberedControls } from './judge.ts'
import type { OpenStage } from './actors.ts'
import type { MeasureOptions } from './measure.ts'

interface MatrixOptions extends MeasureOptions {
  strategies: readonly StrategyDefinition[]
  settings: Settings
  /** Opens a stage for a strategy: in process, or on a server. */
  stage(definition: StrategyDefinition): OpenStage
}

/** Every event under every strategy, event by event, each cell as soon as it is measured. */
export async function* matrix(options: MatrixOptions): AsyncGenerator<Cell> {
  const { strategies, settings, stage, ...rest } = options
  const controls = rememberedControls()
  for (const scenario of scenarios) {
    for (const definition of strategies) {
      const judgement = await judge(stage(definition), definition, scenario, settings, {
        ...rest,
        controls,
      })
      yield { strategy: definition.id, event: scenario.event, ...judgement }
    }
  }
}
