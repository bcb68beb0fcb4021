import { assert, integer, array, property, tuple } from 'fast-check'
import { expect, it } from 'vitest'
import { createRevokedSet, type Mark } from './revoked-set.ts'

const random = () => Math.floor(Math.random() * 2 ** 32)
const anyMark = (): Mark => [random(), random(), random(), random()]

it('holds a million tokens in at most 48 bytes each, and gives them back', () => {
  const set = createRevokedSet()
  const empty = set.bytes()
  const marks = Array.from({ length: 1_000_000 }, anyMark)
  for (const mark of marks) set.add(mark, 1)
  expect(set.size()).toBe(1_000_000)
  expect(set.bytes() / set.size()).toBeLessThanOrEqual(48)
  expect(marks.every((mark) => set.has(mark))).toBe(true)
  expect(Array.from({ length: 1_000 }, anyMark).some((mark) => set.has(mark))).toBe(false)

  const lasting = Array.from({ length: 100 }, anyMark)
  for (const mark of lasting) set.add(mark, 10)
  // A part at a time, as in the life of a process. Where one is freed, a place is looked at again.
  for (let part = 0; part < 1_000; part += 1) set.sweep(5, 4_096)
  expect(set.size()).toBe(100)
  expect(lasting.every((mark) => set.has(mark))).toBe(true)
  expect(set.bytes()).toBe(empty)
})

it('is what a plain set is, whatever is added and swept', () => {
  // Few marks, that stand in each other's way.
  const mark = (of: number): Mark => [of % 7, 0, 0, of]
  const step = tuple(integer({ min: 0, max: 40 }), integer({ min: 1, max: 60 }))
  assert(
    property(array(step, { maxLength: 200 }), integer({ min: 0, max: 60 }), (steps, now) => {
      const set = createRevokedSet()
      const plain = new Map<number, number>()
      steps.forEach(([of, ends], at) => {
        set.add(mark(of), ends)
        if (!plain.has(of)) plain.set(of, ends)
        if (at % 5 === 4) {
          set.sweep(now, 5_000)
          for (const [one, its] of plain) if (its < now) plain.delete(one)
        }
      })
      for (let of = 0; of <= 40; of += 1) expect(set.has(mark(of))).toBe(plain.has(of))
      for (let first = 0; first < 7; first += 1) {
        const isThere = [...plain.keys()].some((of) => mark(of)[0] === first)
        expect(set.hasFirst(first)).toBe(isThere)
      }
      expect(set.size()).toBe(plain.size)
    }),
  )
})
