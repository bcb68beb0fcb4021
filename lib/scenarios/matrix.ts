import pLimit from 'p-limit'
import type { Cell } from '../evidence/model.ts'
import type { StrategyDefinition } from '../strategies/contract.ts'
import type { Settings } from '../workspace/settings.ts'
import { scenarios } from './events/registry.ts'
import { judge, rememberedControls } from './judge.ts'
import type { OpenStage } from './actors.ts'
import type { MeasureOptions } from './measure.ts'
import type { Scenario } from './stage.ts'

export interface MatrixOptions extends MeasureOptions {
  strategies: readonly StrategyDefinition[]
  settings: Settings
  /** Opens a stage for a strategy: in process, or on a server. */
  stage(definition: StrategyDefinition): OpenStage
  /** How many cells are measured at once: a server that is asked over a network has time for more. */
  atOnce?: number
  /** Which of the cells; all, where nobody says. */
  only?: (scenario: Scenario, definition: StrategyDefinition) => boolean
}

/** Every event under every strategy, event by event, each cell as soon as it is its turn. */
export async function* matrix(options: MatrixOptions): AsyncGenerator<Cell> {
  const { strategies, settings, stage, atOnce = 1, only = () => true, ...rest } = options
  const measuring = { ...rest, controls: rememberedControls() }
  const limit = pLimit({ concurrency: atOnce, rejectOnClear: true })
  const cells = scenarios.flatMap((scenario) =>
    strategies
      .filter((definition) => only(scenario, definition))
      .map((definition) =>
        limit(async (): Promise<Cell> => {
          const open = stage(definition)
          const judgement = await judge(open, definition, scenario, settings, measuring)
          return { strategy: definition.id, event: scenario.event, ...judgement }
        }),
      ),
  )
  // Whoever is told of a failure, or has seen enough, waits for no other.
  for (const cell of cells) cell.catch(() => undefined)
  try {
    for (const cell of cells) yield await cell
  } finally {
    limit.clearQueue()
  }
}
