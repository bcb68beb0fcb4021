import { describe, expect, it } from 'vitest'
import { defaultSettings } from '../../workspace/settings.ts'
import { playRotation, type RotationMove } from './rotation.ts'

const played = (grace: 0 | 10, ...moves: RotationMove[]) => playRotation({ moves, grace })
const lastOf = async (result: ReturnType<typeof playRotation>) =>
  (await result).steps.at(-1)?.exchanges.at(-1)

describe('refresh rotation, as a reader plays it', () => {
  it('starts with both holding the same token', async () => {
    const { alice, thief, steps } = await played(10)
    expect(steps).toEqual([])
    expect(alice).toEqual(thief)
    expect(alice).toMatchObject({ holds: 0, accessIsGood: true, laterIsIn: true })
  })

  it('notices a thief who comes second, and signs both out within the access lifetime', async () => {
    const moves = ['alice-renews', 'a-minute-passes', 'thief-renews'] as const
    const { alice, thief, steps } = await played(10, ...moves)
    expect(steps.at(-1)?.exchanges).toMatchObject([
      { by: 'thief', at: 60, presented: 0, received: null, reason: 'reused' },
    ])
    for (const party of [alice, thief]) {
      expect(party.accessIsGood).toBe(true)
      expect(party.renewal).toEqual({ accepted: false, reason: 'revoked' })
      expect(party.laterIsIn).toBe(false)
    }
  })

  it('notices a thief who comes first when Alice comes', async () => {
    const { thief } = await played(10, 'thief-renews', 'a-minute-passes')
    expect(thief.laterIsIn).toBe(true)
    const moves = ['thief-renews', 'a-minute-passes', 'alice-renews'] as const
    expect(await lastOf(played(10, ...moves))).toMatchObject({ by: 'alice', reason: 'reused' })
    expect((await played(10, ...moves)).thief.laterIsIn).toBe(false)
  })

  it('forgives two tabs and a lost answer within the grace, and the thief with them', async () => {
    expect(await lastOf(played(10, 'two-tabs-renew'))).toMatchObject({ by: 'tab', repeated: true })
    const lost = ['answer-is-lost', 'five-seconds-pass', 'alice-renews'] as const
    expect(await lastOf(played(10, ...lost))).toMatchObject({ received: 1, repeated: true })
    const fast = ['alice-renews', 'five-seconds-pass', 'thief-renews'] as const
    expect(await lastOf(played(10, ...fast))).toMatchObject({ received: 1, repeated: true })
    const { alice, thief } = await played(10, ...fast)
    expect([alice.holds, thief.holds]).toEqual([1, 1])
  })

  it('without a grace takes two tabs and a lost answer for theft', async () => {
    expect(await lastOf(played(0, 'two-tabs-renew'))).toMatchObject({ by: 'tab', reason: 'reused' })
    const lost = ['answer-is-lost', 'five-seconds-pass', 'alice-renews'] as const
    expect(await lastOf(played(0, ...lost))).toMatchObject({ by: 'alice', reason: 'reused' })
    expect((await played(0, ...lost)).alice.laterIsIn).toBe(false)
  })

  it('plays under the lifetimes it is given', async () => {
    const settings = { ...defaultSettings, accessTtl: 70 }
    const moves = ['a-minute-passes'] as const
    expect((await playRotation({ moves: [...moves], grace: 0 }, settings)).accessTtl).toBe(70)
  })
})
