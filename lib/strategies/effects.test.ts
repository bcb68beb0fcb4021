import { expect, it } from 'vitest'
import { effects } from './effects.ts'

it('names no credential: strategies without access tokens share the words', () => {
  expect(Object.values(effects).join()).not.toMatch(/token|cookie/)
})
