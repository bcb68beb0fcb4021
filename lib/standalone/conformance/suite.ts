// The suite of a strategy that was taken home: there, this file is its test.
import { afterAll, describe } from 'vitest'
import { otherSettings } from '../../strategies/conformance/other-settings.ts'
import { demandPromises, type OpenStageOf } from '../../strategies/conformance/promises.ts'
import { demandProperties } from '../../strategies/conformance/properties.ts'
import { demandRenewals } from '../../strategies/conformance/renewals.ts'
import { demandNoTampering } from '../../strategies/conformance/tampering.ts'
import type { OpenBench } from '../../strategies/conformance/bench.ts'
import { defaultSettings } from '../../workspace/settings.ts'
import { chosen } from '../chosen.ts'
import { openApplications } from './application.ts'
import { standaloneBench } from './bench.ts'
import { standaloneStage } from './stage.ts'

const applications = await openApplications()
afterAll(() => applications.close())

const stage: OpenStageOf = async (_, settings) =>
  standaloneStage(applications.open(settings), settings)
const bench: OpenBench = async (_, settings) =>
  standaloneBench(applications.open({ ...defaultSettings, ...settings }))
const strategies = [chosen.strategy]

describe('under the default lifetimes', () => {
  demandPromises(strategies, stage, defaultSettings)
})
describe('under other lifetimes', () => {
  demandPromises(strategies, stage, otherSettings)
})
describe('whatever the lifetimes', () => {
  demandProperties(strategies, bench, stage)
  demandRenewals(strategies, bench)
})
describe('against whoever forges', () => {
  demandNoTampering(strategies, bench)
})
