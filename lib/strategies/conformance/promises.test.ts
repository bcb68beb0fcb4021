import { expect, it } from 'vitest'
import { scenarios } from '../../scenarios/events/registry.ts'
import { eventNames } from '../events.ts'
import { defaultSettings } from '../../workspace/settings.ts'
import { demandPromises } from './promises.ts'

it('has one scenario for each event', () => {
  expect(scenarios.map((scenario) => scenario.event)).toEqual(eventNames)
})

demandPromises(defaultSettings)
