import { expect, test } from 'vitest'
import { marksUpTo, secondsAt, shareOf } from './log-axis.ts'

const DAY = 86_400

test('the scale goes both ways, from the event to the horizon', () => {
  expect([shareOf(0, DAY), shareOf(DAY, DAY)]).toEqual([0, 1])
  for (const at of [0, 1, 10, 300, 3_600, DAY]) expect(secondsAt(shareOf(at, DAY), DAY)).toBe(at)
})

test('nothing stands before the event or after the horizon', () => {
  expect(shareOf(-5, DAY)).toBe(0)
  expect(shareOf(2 * DAY, DAY)).toBe(1)
  expect(secondsAt(1, 61)).toBe(61)
  expect(marksUpTo(DAY).at(-1)).toBe(DAY)
})
