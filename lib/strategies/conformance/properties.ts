import { describe, expect, it } from 'vitest'
import { defaultSettings } from '../../workspace/settings.ts'
import { carriedFrom } from '../carried.ts'
import type { Carried, StrategyDefinition } from '../contract.ts'
import { promised } from '../describe.ts'
import type { Bench, OpenBench } from './bench.ts'
import { costFaults } from './cost.ts'
import type { Stops } from '../promises.ts'
import type { OpenStageOf } from './promises.ts'

/** Where it happens. Another node may hear of it later, where a promise is a bound. */
const isKilledAtOnce = (promise: Stops) => promise.stops === 'at-once' || 'isBound' in promise

/** What every strategy owes beside its promises, each as far as it declares it. */
export function demandProperties(
  strategies: readonly StrategyDefinition[],
  open: OpenBench,
  openStage: OpenStageOf,
): void {
  describe.each(strategies)('$id', (definition) => {
    const { promises, credentials, renews, listsSessions } = definition

    it('costs what it declares', async () => {
      expect(await costFaults(open, definition)).toEqual([])
    })

    it('mints fresh identifiers at every sign-in, whatever was planted before', async () => {
      const at = await open(definition)
      const seen = new Set<string>()
      let carried: Carried = { access: 'planted-by-somebody-else' }
      for (let round = 0; round < 5; round += 1) {
        const before = carried
        carried = await at.signIn('alice', 'a browser', before)
        for (const value of Object.values(carried)) {
          expect(seen.has(value)).toBe(false)
          seen.add(value)
        }
        // The identifier that came in with the sign-in opens nothing afterwards, where it can be ended.
        const old = await at.verify(before)
        if (isKilledAtOnce(promises.reauthentication)) expect(old.ok).toBe(false)
      }
      expect((await at.verify({ access: 'planted-by-somebody-else' })).ok).toBe(false)
    })

    it('ends a credential on the second that it names', async () => {
      // Without an idle time before it, and a clock that starts on a whole second.
      const settings = { idleTtl: 8 * 60 * 60, tokenTtl: 1_000, accessTtl: 1_000 }
      const at = await open(definition, settings)
      const now = await at.now()
      const grant = await (await at.strategy()).start(await at.account('alice'), 'a browser', {})
      const { access } = grant.credentials
      if (!access) throw new Error('nothing was granted')
      const carried = { access: access.value }
      // What is traded once it has expired is kept for longer than it is good for.
      const end = definition.renewsExpired ? grant.session.expiresAt : access.expiresAt
      const lifetime = (end - now) / 1000 + definition.tolerance
      await at.advance(lifetime - 1)
      // Looked at and not used: where use moves the end, this is not about it.
      const slides = promises['absolute-timeout'].stops === 'never' && renews
      expect(slides || (await at.verify(carried)).ok).toBe(true)
      await at.advance(1 + (slides ? 1 : 0))
      const verdict = await at.verify(carried)
      expect(verdict.ok).toBe(false)
      expect(verdict).toHaveProperty(
        'reason',
        expect.stringMatching(/^(expired|signature_invalid)$/),
      )
    })

    it('says who is signed in, and since when', async () => {
      const at = await open(definition)
      const now = await at.now()
      const carried = await at.signIn('admin', 'a tablet')
      const verdict = await at.verify(carried)
      if (!verdict.ok) throw new Error(verdict.reason)
      const { username, role, device, signedInAt, expiresAt } = verdict.session
      expect({ username, role, device }).toEqual({
        username: 'admin',
        role: 'admin',
        device: listsSessions || device !== '' ? 'a tablet' : '',
      })
      expect(Math.abs(signedInAt - now)).toBeLessThan(1000)
      expect(expiresAt).toBeGreaterThan(now)
    })

    it('refuses a request with nothing in it, or with nonsense', async () => {
      const at = await open(definition)
      expect(await at.verify({})).toEqual({ ok: false, reason: 'credential_missing' })
      for (const nonsense of [
        'x',
        '.',
        '..',
        '...',
        '\u0000',
        '🙂',
        'a'.repeat(8192),
        '{}',
        'null',
      ]) {
        const carried = Object.fromEntries(credentials.map((name) => [name, nonsense]))
        const verdict = await at.verify(carried)
        expect(verdict.ok).toBe(false)
        expect(verdict).toHaveProperty('reason', expect.stringMatching(/^credential_|^signature_/))
        expect(await (await at.strategy()).end(carried, 'this')).toHaveProperty('ok', false)
        const renewal = await (await at.strategy()).renew?.(carried)
        expect(renewal?.ok ?? false).toBe(false)
      }
    })

    it('declares what it can do as it does it', async () => {
      const at = await open(definition)
      const strategy = await at.strategy()
      expect(strategy.renew !== undefined).toBe(renews)
      expect(strategy.devices !== undefined).toBe(listsSessions)
      const carried = await at.signIn()
      expect(Object.keys(carried).toSorted()).toEqual([...credentials].toSorted())
      const renewal = await strategy.renew?.(carried)
      const handedOut = renewal?.ok ? Object.keys(renewal.credentials) : []
      expect(handedOut.toSorted()).toEqual(renews ? [...definition.renewed].toSorted() : [])
    })

    it('keeps a credential of another workspace out', async () => {
      const [home, abroad] = [await open(definition), await open(definition)]
      const foreign = await abroad.signIn()
      expect((await home.verify(foreign)).ok).toBe(false)
      expect((await (await home.strategy()).renew?.(foreign))?.ok ?? false).toBe(false)
      expect((await (await home.strategy()).end(foreign, 'all')).ok).toBe(false)
      expect((await abroad.verify(foreign)).ok).toBe(true)
    })

    it('keeps the device that changes the password in, and its old credential out', async () => {
      const at = await open(definition)
      const old = await at.signIn()
      const other = await at.signIn('alice', 'another')
      const next = await changed(at, old)
      expect((await at.verify(next)).ok).toBe(true)
      const isDead = isKilledAtOnce(promises['password-change'])
      expect((await at.verify(old)).ok).toBe(!isDead)
      expect((await at.verify(other)).ok).toBe(!isDead)
      // Nor can what was there before buy anything new.
      for (const carried of renews ? [old, other] : []) {
        const renewal = await (await at.strategy()).renew?.(carried)
        expect(renewal?.ok).toBe(promises['password-change'].stops === 'never')
      }
    })

    it('tells two password changes, sign-ins and cut-offs in one instant apart', async () => {
      // Time stands still here: second or millisecond, everything happens in the same one.
      const at = await open(definition)
      let carried = await at.signIn()
      for (let round = 0; round < 3; round += 1) {
        const old = carried
        carried = await changed(at, old)
        expect((await at.verify(carried)).ok).toBe(true)
        if (isKilledAtOnce(promises['password-change'])) {
          expect((await at.verify(old)).ok).toBe(false)
        }
        const beside = await at.signIn('alice', 'another')
        expect((await at.verify(beside)).ok).toBe(true)
      }
    })

    it('renews the sign-in time with the password, and with nothing else', async () => {
      const at = await open(definition)
      let carried = await at.signIn()
      await at.advance(100)
      const renewal = renews ? await (await at.strategy()).renew?.(carried) : undefined
      if (renewal?.ok) carried = { ...carried, ...carriedFrom(renewal.credentials) }
      const before = await at.verify(carried)
      const again = await at.signInAgain(carried)
      if (!before.ok || !again.ok) throw new Error('the sign-in was lost')
      expect(again.session.signedInAt - before.session.signedInAt).toBeGreaterThanOrEqual(99_000)
    })

    it('brings no session back that ends while requests are under way', async () => {
      const at = await open(definition, { rotationGrace: 0 })
      for (let round = 0; round < 10; round += 1) {
        const carried = await at.signIn()
        await at.advance(61)
        const strategy = await at.strategy()
        const work: Promise<unknown>[] = []
        for (let n = 0; n < 5; n += 1) work.push(strategy.verify(carried))
        work.push(strategy.end(carried, 'this'))
        for (let n = 0; n < 5; n += 1)
          work.push(strategy.verify(carried), strategy.end(carried, 'others'))
        await Promise.all(work)
        if (isKilledAtOnce(promises.logout)) expect((await at.verify(carried)).ok).toBe(false)
        expect((await (await at.strategy()).renew?.(carried))?.ok ?? false).toBe(
          renews && promises.logout.stops === 'never',
        )
      }
    })

    it('ends a session for good when ban and renewal or sign-in cross', async () => {
      if (!isKilledAtOnce(promises.ban) && promises.ban.stops !== 'within') return
      const stage = await openStage(definition, defaultSettings)
      const [old, fresh] = [stage.client(), stage.client()]
      await old.signIn('alice')
      await Promise.all([
        old.renew(),
        fresh.signIn('alice'),
        stage.operator.ban('alice'),
        old.renew(),
        fresh.signIn('alice'),
      ])
      const promise = promised(promises.ban, defaultSettings)
      const wait = 'seconds' in promise ? promise.seconds : 0
      await stage.advance(wait)
      for (const client of [old, fresh]) {
        expect((await client.request()).accepted).toBe(false)
        expect((await client.renew())?.accepted ?? false).toBe(false)
        expect((await client.request()).accepted).toBe(false)
      }
    })

    it.each(listsSessions ? [definition.id] : [])(
      '%s lists the devices, and ends one of them',
      async () => {
        const at = await open(definition)
        const phone = await at.signIn('alice', 'phone')
        const laptop = await at.signIn('alice', 'laptop')
        await at.signIn('bob', 'elsewhere')
        const { devices } = await at.strategy()
        const verdict = await at.verify(laptop)
        if (!devices || !verdict.ok) throw new Error('no devices')
        const { account, id } = verdict.session
        const listed = await devices.list(account)
        expect(listed.map((session) => session.device).toSorted()).toEqual(['laptop', 'phone'])
        expect(listed.map((session) => session.id)).toContain(id)
        const phoneId = listed.find((session) => session.device === 'phone')?.id ?? ''
        const bob = await at.verify(await at.signIn('bob'))
        if (!bob.ok) throw new Error(bob.reason)
        expect(await devices.end(bob.session.account, phoneId)).toBe(false)
        expect(await devices.end(account, phoneId)).toBe(true)
        expect(await devices.end(account, phoneId)).toBe(false)
        expect(await devices.end(account, id, phoneId), 'who is over ends nobody').toBe(false)
        expect((await devices.list(account)).map((session) => session.device)).toEqual(['laptop'])
        expect((await at.verify(laptop)).ok).toBe(true)
        if (isKilledAtOnce(promises['revoke-device']))
          expect((await at.verify(phone)).ok).toBe(false)
      },
    )
  })
}

async function changed(at: Bench, carried: Carried): Promise<Carried> {
  const renewal = await at.changePassword(carried)
  if (!renewal.ok) throw new Error(renewal.reason)
  return carriedFrom(renewal.credentials)
}
