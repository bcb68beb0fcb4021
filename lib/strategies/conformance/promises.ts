import { describe, expect, it } from 'vitest'
import { scenarios } from '../../scenarios/events/registry.ts'
import type { OpenStage } from '../../scenarios/actors.ts'
import { judge, rememberedControls } from '../../scenarios/judge.ts'
import type { Stage } from '../../scenarios/stage.ts'
import type { Settings } from '../../workspace/settings.ts'
import type { StrategyDefinition } from '../contract.ts'

export type OpenStageOf = (definition: StrategyDefinition, settings: Settings) => Promise<Stage>

/** Holds every strategy to every promise, under the given settings. */
export function demandPromises(
  strategies: readonly StrategyDefinition[],
  open: OpenStageOf,
  settings: Settings,
): void {
  const controls = rememberedControls()
  describe.each(strategies)('$id keeps its promise', (definition) => {
    it.each(scenarios)('$event', async (scenario) => {
      const stage: OpenStage = (but) => open(definition, { ...settings, ...but })
      const { broken } = await judge(stage, definition, scenario, settings, { controls })
      expect(broken).toEqual([])
    })
  })
}
