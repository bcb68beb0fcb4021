import { describe, expect, it } from 'vitest'
import { scenarios } from '../../scenarios/events/registry.ts'
import { judge } from '../../scenarios/judge.ts'
import { refused, type StrategyDefinition, type Verdict } from '../contract.ts'
import { atExpiry, atOnce, never, notByThis, within } from '../promises.ts'
import { cookieSession } from '../cookie-session.ts'
import { jwtBlocklist } from '../jwt-blocklist.ts'
import { jwtRefreshRotation } from '../jwt-refresh-rotation.ts'
import { statelessJwt } from '../stateless-jwt.ts'
import { defaultSettings } from '../../workspace/settings.ts'
import type { EventName } from '../events.ts'
import { costFaults } from './cost.ts'
import { benchIn, conformanceRuntime, stageOf } from './lab.ts'

async function broken(definition: StrategyDefinition, event: EventName): Promise<string[]> {
  const scenario = scenarios.find((candidate) => candidate.event === event)
  if (!scenario) throw new Error(`no scenario for ${event}`)
  const runtime = await conformanceRuntime([definition])
  const open = stageOf(runtime, definition, defaultSettings)
  const { broken: faults } = await judge(open, definition, scenario, defaultSettings)
  await runtime.close()
  return faults
}

const claiming = (
  definition: StrategyDefinition,
  event: EventName,
  stops: StrategyDefinition['promises'][EventName],
): StrategyDefinition => ({ ...definition, promises: { ...definition.promises, [event]: stops } })

describe('a promise that is wrong is found', () => {
  const wrong = [
    ['too good', statelessJwt, 'logout', atOnce],
    ['too good', statelessJwt, 'ban', within('accessTtl')],
    ['too good', jwtRefreshRotation, 'logout', atOnce],
    ['too good', jwtRefreshRotation, 'ban', within('rotationGrace')],
    ['too modest', cookieSession, 'logout', atExpiry('sessionTtl')],
    ['too modest', jwtBlocklist, 'password-change', never],
    ['too modest', jwtRefreshRotation, 'ban', within('idleTtl')],
    ['too modest', statelessJwt, 'logout', never],
    ['too modest', cookieSession, 'rotate-keys', atOnce],
    ['too modest', cookieSession, 'logout', notByThis],
    ['too modest', cookieSession, 'idle-timeout', atExpiry('sessionTtl')],
  ] as const
  it.each(wrong)('%s: %o says of %s %o', async (_, definition, event, stops) => {
    expect(await broken(definition, event)).toEqual([])
    expect(await broken(claiming(definition, event, stops), event)).not.toEqual([])
  })

  it('and so is collateral that is not declared, or declared and not there', async () => {
    const silent = { ...jwtBlocklist, collateral: {} }
    expect(await broken(silent, 'role-change')).toEqual([
      'collateral: promised none, measured other-devices',
    ])
    expect(await broken({ ...statelessJwt, collateral: {} }, 'rotate-keys')).toEqual([
      'collateral: promised none, measured everyone',
    ])
    const loud = { ...cookieSession, collateral: { ban: 'everyone' } } as const
    expect(await broken(loud, 'ban')).toEqual(['collateral: promised everyone, measured none'])
  })

  it('and so is a wrong cost', async () => {
    const runtime = await conformanceRuntime()
    for (const definition of [cookieSession, statelessJwt, jwtBlocklist, jwtRefreshRotation]) {
      const { request, forged, renewal } = definition.cost
      const more = { ...request, reads: request.reads + 1 }
      expect(await costFaults(benchIn(runtime), definition)).toEqual([])
      const asked = { ...definition, cost: { ...definition.cost, request: more } }
      expect(await costFaults(benchIn(runtime), asked)).not.toEqual([])
      const refusing = { reads: forged.reads, writes: forged.writes + 1 }
      const wrongForged = { ...definition, cost: { ...definition.cost, forged: refusing } }
      expect(await costFaults(benchIn(runtime), wrongForged)).not.toEqual([])
      if (!renewal) continue
      const dearer = { ...renewal, writes: renewal.writes + 1 }
      const wrongRenewal = { ...definition, cost: { ...definition.cost, renewal: dearer } }
      expect(await costFaults(benchIn(runtime), wrongRenewal)).not.toEqual([])
    }
  })
})

describe('a strategy that does not do what it says is found', () => {
  /** The same strategy with a part of it replaced. */
  const faulty = (
    definition: StrategyDefinition,
    change: (
      right: ReturnType<StrategyDefinition['create']>,
    ) => Partial<ReturnType<StrategyDefinition['create']>>,
  ): StrategyDefinition => ({
    ...definition,
    create: (context) => {
      const right = definition.create(context)
      return { ...right, ...change(right) }
    },
  })

  it('when a log-out ends nothing', async () => {
    const idle = faulty(cookieSession, () => ({ end: async () => ({ ok: true, ended: 'server' }) }))
    expect(await broken(idle, 'logout')).not.toEqual([])
    expect(await broken(idle, 'logout-others')).not.toEqual([])
  })

  it('when a log-out ends more than it should', async () => {
    const rude = faulty(cookieSession, (right) => ({ end: (carried) => right.end(carried, 'all') }))
    expect(await broken(rude, 'logout')).toEqual([
      'collateral: promised none, measured other-devices',
    ])
  })

  it('when an event is not heard', async () => {
    const deaf = faulty(jwtBlocklist, ({ regenerate }) => ({
      on: async () => 'revoked',
      ...(regenerate && { regenerate: (carried, who) => regenerate(carried, who, 'this') }),
    }))
    for (const event of ['ban', 'password-change', 'delete', 'logout-all-users'] as const) {
      expect(await broken(deaf, event)).not.toEqual([])
    }
  })

  it('when a cache of what was verified answers for revocation', async () => {
    const known = new Map<string, Verdict>()
    const caching = faulty(jwtBlocklist, (right) => ({
      async verify(carried) {
        const name = carried.access ?? ''
        const verdict = known.get(name) ?? (await right.verify(carried))
        if (verdict.ok) known.set(name, verdict)
        return verdict
      },
    }))
    for (const event of ['logout', 'ban', 'rotate-keys', 'absolute-timeout'] as const) {
      expect(await broken(caching, event), event).not.toEqual([])
    }
  })

  it('when renewal does not ask whether the family has ended', async () => {
    const lax = faulty(jwtRefreshRotation, (right) => ({
      on: async () => 'at-renewal',
      end: async (carried) => {
        const verdict = await right.verify(carried)
        return verdict.ok ? { ok: true, ended: 'server' } : verdict
      },
    }))
    expect(await broken(lax, 'logout')).not.toEqual([])
    expect(await broken(lax, 'force-logout')).not.toEqual([])
  })

  it('when a door that was closed opens again', async () => {
    let endedAt = Infinity
    // As a blocklist does whose entries go before the tokens that they are about.
    const forgetful: StrategyDefinition = {
      ...claiming(statelessJwt, 'logout', atOnce),
      create(context) {
        const right = statelessJwt.create(context)
        return {
          ...right,
          start(...given) {
            endedAt = Infinity
            return right.start(...given)
          },
          async end() {
            endedAt = context.clock.now()
            return { ok: true, ended: 'server' }
          },
          async verify(carried) {
            const since = context.clock.now() - endedAt
            const isListed = since >= 0 && since < 100_000
            return isListed ? refused('revoked') : right.verify(carried)
          },
        }
      },
    }
    expect((await broken(forgetful, 'logout')).join()).toMatch(/refused, and let in again after/)
  })
})
