import { expect, it, vi } from 'vitest'
import { findPostgres } from '../../../scripts/engines/postgres.ts'
import { emptyDatabase } from '../conformance/empty-database.ts'
import { openPostgres } from './backend.ts'
import { createSharedClock } from './shared-clock.ts'

const told = Date.UTC(2026, 0, 1)

it.skipIf(!findPostgres())('is heard of at the start, and with every workspace', async () => {
  const wrong = vi.spyOn(Date, 'now').mockReturnValue(told)
  const backend = await openPostgres(await emptyDatabase())
  wrong.mockRestore()
  const isRight = () => Math.abs((backend.clock?.now() ?? 0) - Date.now()) < 2_000
  expect(isRight()).toBe(true)
  const row = { settings: '{}', clockOffset: 0, createdAt: 0, lastUsedAt: 0 }
  await backend.workspaces.insert({ key: 'w', ...row })
  // As if this process had slept, and its own clock had not gone on meanwhile.
  const late = vi.spyOn(performance, 'now').mockReturnValue(performance.now() - 60_000)
  expect(isRight()).toBe(false)
  expect(await backend.workspaces.find('w')).toEqual({
    key: 'w',
    ...row,
    unfinished: false,
    keysVersion: 0,
  })
  expect(isRight()).toBe(true)
  late.mockRestore()
  await backend.close()
})

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
