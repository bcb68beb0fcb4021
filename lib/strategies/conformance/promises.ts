import { afterAll, describe, expect, it } from 'vitest'
import { scenarios } from '../../scenarios/events/registry.ts'
import { judge } from '../../scenarios/judge.ts'
import { strategies } from '../registry.ts'
import type { Settings } from '../../workspace/settings.ts'
import { conformanceRuntime, stageOf } from './lab.ts'

/** Holds every strategy to every promise, under the given settings. */
export function demandPromises(settings: Settings): void {
  const opening = conformanceRuntime()
  afterAll(async () => (await opening).close())

  describe.each(strategies)('$id keeps its promise', (definition) => {
    it.each(scenarios)('$event', async (scenario) => {
      const open = stageOf(await opening, definition, settings)
      const { broken } = await judge(open, definition, scenario, settings)
      expect(broken).toEqual([])
    })
  })
}
