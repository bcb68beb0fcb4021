import { describe, expect, it } from 'vitest'
import { defaultSettings } from '../../workspace/settings.ts'
import { carriedFrom } from '../carried.ts'
import type { Carried, StrategyDefinition } from '../contract.ts'
import type { Bench, OpenBench } from './bench.ts'

/** What strategies owe that renew: reuse is noticed where they say so, and honest tabs go on. */
export function demandRenewals(strategies: readonly StrategyDefinition[], open: OpenBench): void {
  describe.each(strategies.filter(({ renews }) => renews))('$id', (definition) => {
    const { detectsReuse } = definition

    it('goes on as who was signed in, with the same role', async () => {
      const at = await open(definition)
      const next = await renewed(at, await at.signIn('admin'))
      const verdict = await at.verify(next)
      expect(verdict.ok && verdict.session).toMatchObject({ username: 'admin', role: 'admin' })
    })

    it.each(definition.credentials.length > 1 ? [definition.id] : [])(
      '%s acts for whom its access credential names, whoever else is named beside it',
      async () => {
        const at = await open(definition)
        const [alice, another] = [await at.signIn(), await at.signIn('alice', 'another')]
        const bob = await at.signIn('bob')
        const beside = ({ access = '' }: Carried) => ({ ...bob, access })
        const isIn = async (carried: Carried) =>
          (await (await at.strategy()).renew?.(carried))?.ok ?? false
        expect((await at.changePassword(beside(alice))).ok).toBe(true)
        expect([await isIn(alice), await isIn(another)]).toEqual([false, false])
        const back = await at.signIn()
        expect((await at.signInAgain(beside(back))).ok).toBe(true)
        const last = await at.signIn()
        expect((await (await at.strategy()).end(beside(last), 'all')).ok).toBe(true)
        expect([await isIn(back), await isIn(last), await isIn(bob)]).toEqual([false, false, true])
      },
    )

    it.each(detectsReuse ? [definition.id] : [])(
      '%s signs out no other device with credentials that are out of force',
      async () => {
        const at = await open(definition)
        const stale = await at.signIn()
        const laptop = await at.signIn('alice', 'laptop')
        await renewed(at, stale)
        await at.advance(defaultSettings.accessTtl)
        for (const scope of ['all', 'others'] as const) {
          expect((await (await at.strategy()).end(stale, scope)).ok).toBe(false)
        }
        expect((await at.verify(await renewed(at, laptop))).ok).toBe(true)
      },
    )

    it.each(detectsReuse ? [definition.id] : [])(
      '%s ends the family when a used refresh token comes back',
      async () => {
        const at = await open(definition)
        const first = await at.signIn()
        const thief = first
        const second = await renewed(at, first)
        await at.advance(defaultSettings.rotationGrace)
        const strategy = await at.strategy()
        expect(await strategy.renew?.(thief)).toEqual({ ok: false, reason: 'reused' })
        expect(await strategy.renew?.(second)).toEqual({ ok: false, reason: 'revoked' })
      },
    )

    it.each(detectsReuse ? [definition.id] : [])(
      '%s takes a token of many generations ago for theft, grace or not',
      async () => {
        const at = await open(definition)
        const first = await at.signIn()
        const third = await renewed(at, await renewed(at, first))
        const strategy = await at.strategy()
        expect(await strategy.renew?.(first)).toEqual({ ok: false, reason: 'reused' })
        expect((await strategy.renew?.(third))?.ok).toBe(false)
      },
    )

    it('signs nobody out when twenty refreshes of one token come at once', async () => {
      const at = await open(definition)
      const carried = await at.signIn()
      const tabs = await Promise.all(Array.from({ length: 20 }, () => at.strategy()))
      const renewals = await Promise.all(tabs.map(async (tab) => tab.renew?.(carried)))
      const refreshTokens = renewals.map((renewal) => {
        if (!renewal?.ok) throw new Error('one of the twenty was refused')
        return { ...carried, ...carriedFrom(renewal.credentials) }
      })
      if (detectsReuse) {
        // One lineage: all were given the same successor, and it is the one that lives on.
        expect(new Set(refreshTokens.map((given) => given.refresh)).size).toBe(1)
      }
      const survivor = refreshTokens[7] ?? {}
      expect((await at.verify(survivor)).ok).toBe(true)
      await at.advance(defaultSettings.rotationGrace + 1)
      const next = await renewed(at, survivor)
      expect((await at.verify(next)).ok).toBe(true)
    })
  })
}

async function renewed(at: Bench, carried: Carried): Promise<Carried> {
  const renewal = await (await at.strategy()).renew?.(carried)
  if (!renewal?.ok) throw new Error('the renewal was refused')
  return { ...carried, ...carriedFrom(renewal.credentials) }
}
