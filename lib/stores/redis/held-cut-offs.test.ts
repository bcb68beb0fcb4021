import { expect, it } from 'vitest'
import { createHeldCutOffs } from './held-cut-offs.ts'

it('lets go of what has ended, a few at a time, and of nothing that is in force', () => {
  const held = createHeldCutOffs()
  const add = (n: number, ends: number, number = 1) =>
    held.add({ whom: `w${n % 7}/s/${n}`, number, keep: '', ends })
  const reaches = (n: number) =>
    held.reach({ workspace: `w${n % 7}`, strategy: 's' }, { id: 't', account: `${n}`, stamp: 0 })
  const numbers = Array.from({ length: 200 }, (_, n) => n)
  const reached = () => numbers.filter(reaches)
  for (const n of numbers.slice(0, 100)) add(n, 10)
  held.sweep(11, 30)
  expect(reached()).toHaveLength(70)
  // One that comes meanwhile, and one that is cut off anew.
  for (const n of numbers.slice(100)) add(n, n % 2 === 0 ? 10 : 20)
  add(99, 20, 2)
  for (let turn = 0; turn < 20; turn += 1) held.sweep(11, 30)
  expect(reached()).toEqual(numbers.filter((n) => n >= 99 && n % 2 === 1))
  for (let turn = 0; turn < 20; turn += 1) held.sweep(21, 30)
  expect(reached()).toEqual([])
  add(3, 30)
  expect(reached()).toEqual([3])
})
