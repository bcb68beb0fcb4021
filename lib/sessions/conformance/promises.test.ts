import { afterAll, describe, expect, it } from 'vitest'
import { scenarios } from '../../scenarios/catalogue.ts'
import { judge } from '../../scenarios/judge.ts'
import { eventNames } from '../events.ts'
import { strategies } from '../registry.ts'
import { defaultSettings } from '../settings.ts'
import { conformanceRuntime, otherSettings, stageOf } from './lab.ts'

const runtime = conformanceRuntime()
afterAll(() => runtime.close())

it('has one scenario for each event', () => {
  expect(scenarios.map((scenario) => scenario.event)).toEqual(eventNames)
})

describe.each(strategies)('$id keeps its promise', (definition) => {
  it.each(scenarios)('$event', async (scenario) => {
    for (const settings of [defaultSettings, otherSettings]) {
      const open = stageOf(runtime, definition, settings)
      const { broken } = await judge(open, definition, scenario, settings)
      expect(broken).toEqual([])
    }
  })
})
