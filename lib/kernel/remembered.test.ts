import { expect, it } from 'vitest'
import { remembered } from './remembered.ts'

it('remembers the latest, and never more than it may', () => {
  const latest = remembered<number>(10)
  for (let count = 0; count < 100; count += 1) {
    latest.set(`${count}`, count)
    expect(latest.get(`${count}`)).toBe(count)
  }
  const kept = Array.from({ length: 100 }, (_, count) => latest.get(`${count}`))
  expect(kept.filter((value) => value !== undefined).length).toBeLessThanOrEqual(10)
  expect(latest.get('99')).toBe(99)
})

it('keeps what is used, however much else comes', () => {
  const latest = remembered<string>(10)
  latest.set('used', 'x')
  for (let count = 0; count < 100; count += 1) {
    latest.set(`${count}`, 'y')
    expect(latest.get('used')).toBe('x')
  }
})

it('forgets what it is told to, in either half', () => {
  const latest = remembered<string>(4)
  for (const name of ['a', 'b', 'c']) latest.set(name, name)
  for (const name of ['a', 'c']) latest.forget(name)
  expect(['a', 'b', 'c'].map((name) => latest.get(name))).toEqual([undefined, 'b', undefined])
})
