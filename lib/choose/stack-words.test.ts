import { expect, test } from 'vitest'
import { banHeadline, inFor } from './stack-words.ts'

const cell = (firstRefused: number | null, horizon = 86_400) => ({ firstRefused, horizon })

test.each([
  [cell(0), 'out at once'],
  [cell(3_600), 'in for up to 1 h'],
  [cell(null), 'in for at least 1 d'],
  [cell(null, 30 * 86_400 + 75), 'in for at least 30 d'],
])('a banned user is %o', (measured, words) => {
  expect(inFor(measured)).toBe(words)
})

test('a product speaks for its default, and advice for its best and its worst', () => {
  const bans = [cell(null), cell(0), cell(900)]
  expect(banHeadline({ isProduct: true }, bans)).toBe('in for at least 1 d')
  expect(banHeadline({ isProduct: false }, bans)).toBe('out at once, or in for at least 1 d')
  expect(banHeadline({ isProduct: false }, [cell(0), cell(0)])).toBe('out at once')
})
