import { expect, it } from 'vitest'
import { createSharedClock } from './shared-clock.ts'

const told = Date.UTC(2026, 0, 1)

it('is the clock that was told of, however wrong the own one is', () => {
  let ms = 500
  const clock = createSharedClock(() => ms)
  clock.hear(told, 490, 500)
  const off = clock.now() - told
  expect(off).toBeGreaterThanOrEqual(0)
  expect(off).toBeLessThanOrEqual(10)
  ms += 1_000
  expect(clock.now() - told).toBe(1_000 + off)
})

it('is not moved by an answer that was long on its way', () => {
  let ms = 0
  const clock = createSharedClock(() => ms)
  clock.hear(told, 0, 0)
  ms = 5_000
  clock.hear(told + 1_000, 900, 5_000)
  expect(clock.now()).toBe(told + 5_000)
})

it('follows a clock that was set anew', () => {
  const clock = createSharedClock(() => 1_000)
  clock.hear(told, 1_000, 1_000)
  for (const step of [-30_000, 30_000]) {
    clock.hear(told + step, 990, 1_000)
    expect(Math.abs(clock.now() - told - step)).toBeLessThanOrEqual(10)
  }
})
