import { expect, it } from 'vitest'
import { better } from './head-to-head.ts'

const cell = (firstRefused: number | null, collateral: 'none' | 'everyone' = 'none') => ({
  firstRefused,
  collateral,
})

it.each([
  ['the sooner end', cell(0), cell(300), false, 'first'],
  ['an end at all', cell(null), cell(300), false, 'second'],
  ['no better one of two that never end', cell(null), cell(null), false, 'alike'],
  ['fewer others, where both end alike', cell(0, 'everyone'), cell(0), false, 'second'],
  ['the sooner end over fewer others', cell(0, 'everyone'), cell(1), false, 'first'],
  ['fewer others alone, where nothing is to end', cell(0), cell(null, 'everyone'), true, 'first'],
  [
    'no better one within what the way of a request blurs',
    cell(3_599),
    cell(3_600),
    false,
    'alike',
  ],
  ['the sooner of two short ends', cell(1), cell(2), false, 'first'],
  ['nothing, where nothing is to end', cell(0), cell(null), true, 'alike'],
] as const)('finds %s', (_, first, second, isMeantToStay, expected) => {
  expect(better(first, second, isMeantToStay)).toBe(expected)
})
