import {
  asyncProperty,
  check,
  constantFrom,
  defaultReportMessage,
  scheduler as anyOrder,
  uniqueArray,
} from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { virtualClock } from '../../kernel/clock.ts'
import { backendUnderTest } from '../../stores/conformance/drivers.ts'
import { createRuntime } from '../../workspace/runtime.ts'
import type { StrategyDefinition } from '../contract.ts'
import { cookieSession } from '../cookie-session.ts'
import { jwtRefreshRotation } from '../jwt-refresh-rotation.ts'
import { strategies } from '../registry.ts'
import { replacing } from '../../stores/conformance/replacing.ts'
import { checkWaitGrant, laundering } from './planted.ts'
import { canEnd, faultsOf, happenings } from './races.ts'
import { scheduled } from './scheduled.ts'

const RUNS = 60
const SEED = 20_261_125

const closing: (() => Promise<void>)[] = []
afterAll(async () => {
  for (const close of closing) await close()
})

/** Looks for an order of steps that leaves somebody in who was ended; null where none is found. */
async function found(definition: StrategyDefinition, runs = RUNS) {
  const held = scheduled(await backendUnderTest())
  const runtime = await createRuntime({
    backend: held.backend,
    strategies: [definition],
    secret: 'a secret for these tests alone, and long enough',
    clock: virtualClock(),
    passwordCost: { memoryCost: 8, timeCost: 1, parallelism: 1 },
  })
  closing.push(() => runtime.close())
  const side = uniqueArray(constantFrom(...happenings), { minLength: 2, maxLength: 3 })
  const result = await check(
    asyncProperty(anyOrder(), side, async (scheduler, what) => {
      const faults = await faultsOf(held, runtime, definition, scheduler, what)
      if (faults.length > 0) throw new Error(faults.join('; '))
    }),
    // The same orders every time: what fails once can be looked at.
    { numRuns: runs, seed: SEED, endOnFailure: false },
  )
  return result.failed ? `${String(result.errorInstance)}\n${defaultReportMessage(result)}` : null
}

describe('whatever is under way', () => {
  it.each(strategies.filter(canEnd))('$id grants nothing that was ended', async (definition) => {
    expect(await found(definition)).toBeNull()
  })
})

describe('the search finds a planted fault', () => {
  const planted: [string, StrategyDefinition][] = [
    ...[cookieSession, jwtRefreshRotation].map((right): [string, StrategyDefinition] => [
      `check, wait, grant, in ${right.id}`,
      checkWaitGrant(right),
    ]),
    [
      'a renewal saves what it has read',
      {
        ...jwtRefreshRotation,
        create(context) {
          const { refreshFamilies: families } = context
          const rotate: typeof families.rotate = async (id, presented, at) => {
            const read = await families.find(id)
            const rotation = await families.rotate(id, presented, at)
            if (rotation || !read) return rotation
            await families.insert(read)
            return families.rotate(id, presented, at)
          }
          return jwtRefreshRotation.create({
            ...context,
            refreshFamilies: replacing(families, { rotate }),
          })
        },
      },
    ],
    ['what was voided is issued anew against what is current', laundering],
  ]
  it.each(planted)('%s', async (_, definition) => {
    // What was ended goes on, or what was not is lost: without the fault, neither is ever found.
    expect(await found(definition, 2_000)).toMatch(/had ended|is void/)
  })
})
