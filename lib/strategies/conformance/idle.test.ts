import { afterAll, describe, expect, it } from 'vitest'
import { honestClient } from '../../scenarios/honest-client.ts'
import { createMeter } from '../../kernel/meter.ts'
import { defaultSettings, type Settings } from '../../workspace/settings.ts'
import type { StrategyDefinition } from '../contract.ts'
import { cookieSession } from '../cookie-session.ts'
import { describe as described } from '../describe.ts'
import { jwtRefreshRotation } from '../jwt-refresh-rotation.ts'
import { strategies } from '../registry.ts'
import { bench, conformanceRuntime, type LabBench } from './lab.ts'
import { otherSettings } from './other-settings.ts'

/**
 * Rest is counted from use: whoever used a session less than the idle time ago, and the declared
 * seconds, is in. That a session at rest ends in time is measured under the event `idle-timeout`.
 */

const restless = { idleTtl: 100, accessTtl: 20, cacheTtl: 20, rotationGrace: 5 }
const allSettings = [
  ['the defaults', defaultSettings],
  ['other lifetimes', otherSettings],
  ['short ones', { ...defaultSettings, ...restless }],
] as const

/** Uses after the sign-in, in seconds; the last ones fall where they are least likely to be noticed. */
function schedules({ idleTtl, accessTtl, cacheTtl }: Settings, early: number): number[][] {
  const every = early || 60
  const ends = [accessTtl, cacheTtl].flatMap((ttl) => [[ttl - 1], [ttl + 2, 2 * ttl + 1]])
  return [[], [every - 1], [every + 1, 2 * every], [Math.min(280, idleTtl - early - 1)], ...ends]
}

/** Why a person who used a session at these moments and then rested is refused; null for in. */
async function refusalAfter(at: LabBench, uses: readonly number[], rest: number) {
  const person = honestClient(() => at.workspace(), at.definition, createMeter())
  await person.signIn()
  let now = 0
  for (const use of uses) {
    await at.advance(use - now)
    now = use
    const refusal = await person.request()
    if (refusal !== null) return refusal
  }
  await at.advance(rest)
  return person.request()
}

const opening = conformanceRuntime()
afterAll(async () => (await opening).close())

/** A sentence for each way in which rest is not counted as declared. */
async function idleFaults(definition: StrategyDefinition, settings: Settings): Promise<string[]> {
  const at = await bench(await opening, definition, settings)
  const { idleEarly } = described(definition, settings)
  const isCounted = ['at-once', 'within'].includes(definition.promises['idle-timeout'].stops)
  const faults: string[] = []
  let isEverEarly = false
  for (const uses of schedules(settings, idleEarly)) {
    const rest = settings.idleTtl - (isCounted ? idleEarly : 0) - 1
    const refusal = await refusalAfter(at, uses, rest)
    if (refusal === 'idle_timeout') faults.push(`used at ${uses.join()}, out after ${rest} s`)
    if (idleEarly === 0) continue
    const later = await refusalAfter(at, uses, rest + 2)
    isEverEarly ||= later === 'idle_timeout'
  }
  if (idleEarly > 0 && !isEverEarly) faults.push(`never ${idleEarly} s early, as declared`)
  return faults
}

describe.each(strategies)('$id', (definition) => {
  it.each(allSettings)('counts rest from use, under %s', async (_, settings) => {
    expect(await idleFaults(definition, settings)).toEqual([])
  })

  it('counts it from the end of what a repeated renewal gave', async () => {
    if (!definition.detectsReuse) return
    const at = await bench(await opening, definition)
    const { idleTtl, accessTtl, rotationGrace } = defaultSettings
    const strategy = await at.strategy()
    const first = await at.signIn()
    await strategy.renew?.(first)
    await at.advance(rotationGrace - 1)
    const again = await (await at.strategy()).renew?.(first)
    const { access, refresh } = (again?.ok && again.credentials) || {}
    if (!access || !refresh) throw new Error('the renewal was not repeated')
    const { clock } = await at.workspace()
    const lasts = Math.floor((access.expiresAt - clock.now()) / 1000)
    expect(lasts).toBeLessThanOrEqual(accessTtl)
    await at.advance(lasts - 1)
    expect((await at.verify({ access: access.value })).ok).toBe(true)
    await at.advance(idleTtl - 1)
    const late = await (await at.strategy()).renew?.({ refresh: refresh.value })
    expect(late).toMatchObject({ ok: true })
  })
})

describe('rest that is counted from something else is found', () => {
  const hurried = (definition: StrategyDefinition, seconds: number): StrategyDefinition => ({
    ...definition,
    create: (context) =>
      definition.create({
        ...context,
        lifetimes: { ...context.lifetimes, idleTtl: context.lifetimes.idleTtl - seconds },
      }),
  })

  it('where a person in use is signed out', async () => {
    expect(await idleFaults(hurried(cookieSession, 30), defaultSettings)).not.toEqual([])
    const fromRenewal = hurried(jwtRefreshRotation, defaultSettings.accessTtl)
    expect(await idleFaults(fromRenewal, defaultSettings)).not.toEqual([])
  })

  it('where it is declared to be early, and is not', async () => {
    const { cost, promises } = cookieSession
    const modest = { ...jwtRefreshRotation, cost }
    const declared = {
      ...modest,
      promises: { ...modest.promises, 'idle-timeout': promises.logout },
    }
    expect(described(declared, defaultSettings).idleEarly).toBe(60)
    expect((await idleFaults(declared, defaultSettings)).join()).toMatch(/never 60 s early/)
  })
})
