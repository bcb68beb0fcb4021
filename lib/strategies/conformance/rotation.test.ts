import { afterAll, describe, expect, it } from 'vitest'
import { GRACE_MARGIN } from '../../tokens/key-ring.ts'
import { dependsOnKeys } from '../../workspace/account-events.ts'
import { operator } from '../../workspace/operator.ts'
import { defaultSettings } from '../../workspace/settings.ts'
import type { Carried } from '../contract.ts'
import { strategies } from '../registry.ts'
import { bench, conformanceRuntime, type LabBench } from './lab.ts'

const runtime = await conformanceRuntime()
afterAll(() => runtime.close())

/** What a credential can still be had to: dates apart, is it taken for genuine? */
async function opens(at: LabBench, carried: Carried): Promise<string> {
  const strategy = await at.strategy()
  const verdict = (await strategy.renew?.(carried)) ?? (await strategy.verify(carried))
  return verdict.ok ? 'accepted' : verdict.reason
}

/** At the end of time: those that are retired already are removed, those that sign are retired. */
const forgetRetired = async ({ workspace, definition }: LabBench): Promise<void> =>
  runtime.backend.keys((await workspace()).key, definition.id).retire(2 ** 52)

const signing = strategies.filter(dependsOnKeys)

describe.each(signing)('$id, whose keys are changed as a routine,', (definition) => {
  it('signs with the new one, and verifies what the old one signed', async () => {
    const at = await bench(runtime, definition)
    const before = await at.signIn('alice', 'one')
    const effects = await operator.rotateRoutinely(await at.workspace())
    expect(effects[definition.id]).toBe('updated')
    const after = await at.signIn('alice', 'two')
    for (const carried of [before, after]) {
      expect((await at.verify(carried)).ok).toBe(true)
      expect(await opens(at, carried)).toBe('accepted')
    }
    // Of two changes in a row, neither hurts what was signed before the first.
    await operator.rotateRoutinely(await at.workspace(), definition)
    expect((await at.verify(before)).ok).toBe(true)
    const last = await at.signIn('alice', 'three')
    await forgetRetired(at)
    expect((await at.verify(last)).ok).toBe(true)
    for (const carried of [before, after]) {
      expect(await at.verify(carried)).toEqual({ ok: false, reason: 'signature_invalid' })
    }
  })

  it('takes nothing for genuine that the old one signed, once the grace is over', async () => {
    const at = await bench(runtime, definition)
    const carried = await at.signIn()
    await operator.rotateRoutinely(await at.workspace())
    await at.advance(defaultSettings.sessionTtl + GRACE_MARGIN / 1000 - 1)
    const reason = definition.renewsExpired ? 'accepted' : 'expired'
    expect(await opens(at, carried), 'the grace is longer than any token').toBe(reason)
    await at.advance(1)
    expect(await opens(at, carried)).toBe('signature_invalid')
  })
})
