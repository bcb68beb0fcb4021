import { afterAll, expect, it } from 'vitest'
import { measureDay } from '../../scenarios/working-day.ts'
import { defaultSettings } from '../../workspace/settings.ts'
import type { StrategyDefinition } from '../contract.ts'
import { cachedSession } from '../cached-session.ts'
import { strategies } from '../registry.ts'
import { conformanceRuntime } from './lab.ts'

const opening = conformanceRuntime()
afterAll(async () => (await opening).close())

const day = async (definition: StrategyDefinition) =>
  measureDay(await opening, definition, defaultSettings)

it.each(strategies)('$id costs over a working day what it declares', async (definition) => {
  expect(await day(definition)).toEqual(definition.cost.day)
})

it('costs more where nobody renews the copy, though its first requests cost nothing', async () => {
  const { reads } = await day({ ...cachedSession, renews: false })
  // All but those of the first five minutes.
  expect(reads).toBe(2 * (480 - 5))
})
