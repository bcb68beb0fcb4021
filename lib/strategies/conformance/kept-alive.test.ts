import { afterAll, expect, it } from 'vitest'
import { defaultSettings } from '../../workspace/settings.ts'
import { carriedFrom } from '../carried.ts'
import type { Carried, StrategyDefinition } from '../contract.ts'
import type { Keeper } from '../traits.ts'
import { cookieSession } from '../cookie-session.ts'
import { promised } from '../describe.ts'
import { nextAuthDatabase } from '../next-auth-database.ts'
import { strategies } from '../registry.ts'

import { bench, conformanceRuntime, type LabBench } from './lab.ts'

const opening = conformanceRuntime()
afterAll(async () => (await opening).close())

/** When a session that nobody uses after the sign-in is over. Seconds. */
function restEnds(definition: StrategyDefinition): number {
  const { idleTtl, sessionTtl } = defaultSettings
  const idle = promised(definition.promises['idle-timeout'], defaultSettings)
  if (idle.stops === 'within') return idleTtl + idle.seconds
  const end = 'seconds' in idle ? Math.min(idle.seconds, sessionTtl) : idleTtl
  return end + definition.tolerance
}

const keeping: Record<Keeper, (at: LabBench, carried: Carried) => Promise<Carried>> = {
  async polling(at, carried) {
    await at.verify(carried)
    const renewal = await (await at.strategy()).renew?.(carried)
    return renewal?.ok ? { ...carried, ...carriedFrom(renewal.credentials) } : carried
  },
  async watching(at, carried) {
    await (await at.strategy()).verify(carried, { passive: true })
    return carried
  },
}

/** Is a session let in after its rest would have ended, if this was done with it every four minutes? */
async function isKept(definition: StrategyDefinition, by: Keeper | null): Promise<boolean> {
  const at = await bench(await opening, definition)
  let carried = await at.signIn()
  const end = restEnds(definition) + 1
  for (let now = 0; now < end; now += 240) {
    await at.advance(Math.min(240, end - now))
    if (by) carried = await keeping[by](at, carried)
  }
  if ((await at.verify(carried)).ok) return true
  return (await (await at.strategy()).renew?.(carried))?.ok ?? false
}

async function keepersOf(definition: StrategyDefinition): Promise<Keeper[]> {
  // What rests for ever needs nobody to keep it.
  if (await isKept(definition, null)) return []
  const kept: Keeper[] = []
  for (const by of ['polling', 'watching'] as const) {
    if (await isKept(definition, by)) kept.push(by)
  }
  return kept
}

it.each(strategies)('$id is kept alive by what it declares', async (definition) => {
  expect(await keepersOf(definition)).toEqual(definition.keptBy)
})

it('finds a look that counts as a use, and one that does not', async () => {
  const attentive: StrategyDefinition = {
    ...cookieSession,
    create(context) {
      const right = cookieSession.create(context)
      return { ...right, verify: (carried) => right.verify(carried) }
    },
  }
  expect(await keepersOf(attentive)).toEqual(nextAuthDatabase.keptBy)
})
