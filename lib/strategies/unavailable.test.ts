import { expect, it } from 'vitest'
import { allStrategies, needsNodes, replicated, strategies } from './registry.ts'
import { unavailableAmong } from './unavailable.ts'

it('is what a runtime does not have, and nothing where it has all', () => {
  expect(unavailableAmong(strategies)).toEqual(replicated)
  expect(unavailableAmong(allStrategies)).toEqual([])
})

it('is what cannot be measured in a process by itself, and nothing else', () => {
  expect(allStrategies.filter(needsNodes)).toEqual(replicated)
})
