import { expect, test } from 'vitest'
import { attacks, predictionFor } from '#lib/scenarios/attacks/registry.ts'
import { scenarios } from '#lib/scenarios/events/registry.ts'
import { findStrategy } from '#lib/strategies/registry.ts'
import { defaultSettings } from '#lib/workspace/settings.ts'
import { levelOf, levels, stopAfter, titleOf, walk } from './walk.ts'

test('every stop is a story that is there, once, and not a trick question', () => {
  const ids: string[] = [...scenarios.map(({ event }) => event), ...attacks.map(({ id }) => id)]
  expect(new Set(walk.map(({ id }) => id)).size).toBe(walk.length)
  for (const { id, strategy } of walk) {
    expect(ids).toContain(id)
    const definition = findStrategy(strategy)
    if (!definition) throw new Error(`${strategy} is no strategy`)
    const attack = attacks.find((own) => own.id === id)
    if (attack) expect(typeof predictionFor(attack, definition, defaultSettings), id).toBe('string')
  }
})

test('the walk does not go back to what is easier', () => {
  const ranks = walk.map(({ id }) => levels.indexOf(levelOf(id)))
  expect(ranks).toEqual(ranks.toSorted((a, b) => a - b))
  expect(new Set(ranks).size).toBe(levels.length)
})

test('each stop leads to the next, and the last to none', () => {
  expect(stopAfter(walk[0]?.id ?? '')).toBe(walk[1])
  expect(stopAfter(walk.at(-1)?.id ?? '')).toBeNull()
  expect(stopAfter('forgery-kid')).toBeNull()
  expect(titleOf('logout')).toBe('Log out')
})
