import { expect, it } from 'vitest'
import { scenarios } from '../../scenarios/catalogue.ts'
import { eventNames } from '../events.ts'
import { defaultSettings } from '../settings.ts'
import { demandPromises } from './promises.ts'

it('has one scenario for each event', () => {
  expect(scenarios.map((scenario) => scenario.event)).toEqual(eventNames)
})

demandPromises(defaultSettings)
