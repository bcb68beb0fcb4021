import { afterAll, expect, it } from 'vitest'
import { scenarios } from '../../scenarios/events/registry.ts'
import { inProcessStage } from '../../scenarios/stages/in-process.ts'
import { defaultSettings } from '../../workspace/settings.ts'
import { eventNames } from '../events.ts'
import { strategies } from '../registry.ts'
import { conformanceRuntime } from './lab.ts'
import { demandPromises } from './promises.ts'

it('has one scenario for each event', () => {
  expect(scenarios.map((scenario) => scenario.event)).toEqual(eventNames)
})

const runtime = await conformanceRuntime()
afterAll(() => runtime.close())

demandPromises(strategies, (...asked) => inProcessStage(runtime, ...asked), defaultSettings)
