import { assert, asyncProperty, check, scheduler, type Scheduler } from 'fast-check'
import { expect, it, vi } from 'vitest'
import { IN_MEMORY, openBackend } from '#lib/stores/open.ts'
import { jwtBlocklist } from '#lib/strategies/jwt-blocklist.ts'
import type { Backend } from '#lib/stores/backend.ts'
import type { What } from './operations.ts'
import { idOfBefore } from './planted.ts'
import { openLab } from './play.ts'
import { startProcesses } from './processes.ts'
import { faultsIn } from './search.ts'
import { one, seed } from './seeds.ts'

vi.mock('node:timers/promises', async () => (await import('./turns.ts')).timers)

/**
 * An account gets another id while something happens to it, and somebody signs in under the new one.
 * It takes three that meet, which histories that are drawn at random seldom bring together.
 */
const meeting = (what: What, order: Scheduler) => ({
  processes: 1 as const,
  scheduler: order,
  rounds: [[[one('offer a reset')]], [[one(what)], [one('rekey')], [one('sign in')]]],
})

/** More than the fault needs. */
const ENOUGH = 250

async function property(what: What, backend: Backend) {
  const strategies = [jwtBlocklist]
  const lab = openLab(await startProcesses([backend, backend], strategies), strategies)
  return asyncProperty(scheduler(), async (order) => {
    expect(await faultsIn(lab, meeting(what, order))).toBeNull()
  })
}

it.each(['ban', 'delete', 'reset the password'] as const)(
  'a new id takes nobody out of: %s',
  async (what) => {
    const main = await openBackend(IN_MEMORY)
    await assert(await property(what, main), { seed, numRuns: ENOUGH })
    const faulty = await property(what, idOfBefore.backend?.(main) ?? main)
    const found = await check(faulty, { seed, numRuns: ENOUGH, endOnFailure: true })
    expect(found.failed, idOfBefore.name).toBe(true)
    await main.close()
  },
)
