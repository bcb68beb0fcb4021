import { expect, it } from 'vitest'
import type { FamilyRecord } from '../contract.ts'
import { describeStores } from './drivers.ts'

const HOUR = 60 * 60 * 1000
const DAY = 24 * HOUR

describeStores('refresh families', (lab) => {
  const at = (graceMs = 10_000) => ({ now: lab.clock.now(), graceMs, idleMs: HOUR })
  const family = (id: string, account = 'a'): FamilyRecord => ({
    id,
    account,
    device: 'phone',
    signedInAt: lab.clock.now(),
    generation: 0,
    rotatedAt: lab.clock.now(),
    expiresAt: lab.clock.now() + DAY,
  })

  it('rotates the generation in force', async () => {
    const { refreshFamilies } = lab.mine
    await refreshFamilies.insert(family('f'))
    lab.clock.advance(1000)
    const rotation = await refreshFamilies.rotate('f', 0, at())
    const rotatedAt = lab.clock.now()
    expect(rotation).toMatchObject({ outcome: 'rotated', family: { generation: 1, rotatedAt } })
    expect(await refreshFamilies.find('f')).toMatchObject({ generation: 1 })
    for (const other of lab.others())
      expect(await other.refreshFamilies.rotate('f', 1, at())).toBeNull()
  })

  it('gives back what was put in and nothing else', async () => {
    const { refreshFamilies } = lab.mine
    await refreshFamilies.insert(family('f'))
    expect(await refreshFamilies.find('f')).toEqual(family('f'))
    expect(await refreshFamilies.listOf('a')).toEqual([family('f')])
    const rotated = { ...family('f'), generation: 1 }
    expect(await refreshFamilies.rotate('f', 0, at())).toEqual({
      outcome: 'rotated',
      family: rotated,
    })
    expect(await refreshFamilies.rotate('f', 0, at())).toEqual({
      outcome: 'repeated',
      family: rotated,
    })
  })

  it('repeats the answer within the grace, and takes it for theft after', async () => {
    const { refreshFamilies } = lab.mine
    await refreshFamilies.insert(family('f'))
    await refreshFamilies.rotate('f', 0, at())
    lab.clock.advance(9_999)
    expect(await refreshFamilies.rotate('f', 0, at())).toMatchObject({
      outcome: 'repeated',
      family: { generation: 1 },
    })
    lab.clock.advance(1)
    expect(await refreshFamilies.rotate('f', 0, at())).toEqual({ outcome: 'reused' })
    expect(await refreshFamilies.find('f')).toBeNull()
    expect(await refreshFamilies.rotate('f', 1, at())).toBeNull()
  })

  it('forgives nothing without a grace, nor once the owner has moved on', async () => {
    const { refreshFamilies } = lab.mine
    await refreshFamilies.insert(family('f'))
    await refreshFamilies.rotate('f', 0, at(0))
    expect(await refreshFamilies.rotate('f', 0, at(0))).toEqual({ outcome: 'reused' })
    await refreshFamilies.insert(family('g'))
    await refreshFamilies.rotate('g', 0, at())
    await refreshFamilies.rotate('g', 1, at())
    expect(await refreshFamilies.rotate('g', 0, at())).toEqual({ outcome: 'reused' })
  })

  it('takes a generation that is still to come for theft', async () => {
    await lab.mine.refreshFamilies.insert(family('f'))
    expect(await lab.mine.refreshFamilies.rotate('f', 7, at())).toEqual({ outcome: 'reused' })
  })

  it('ends by idleness and by age, whatever is rotated', async () => {
    const { refreshFamilies } = lab.mine
    await refreshFamilies.insert(family('idle'))
    lab.clock.advance(HOUR)
    expect(await refreshFamilies.rotate('idle', 0, at())).toEqual({ outcome: 'idle_timeout' })
    await refreshFamilies.insert(family('old'))
    for (let generation = 0; generation < 47; generation += 1) {
      lab.clock.advance(HOUR / 2)
      expect((await refreshFamilies.rotate('old', generation, at()))?.outcome).toBe('rotated')
    }
    lab.clock.advance(HOUR / 2)
    expect(await refreshFamilies.rotate('old', 47, at())).toEqual({ outcome: 'expired' })
  })

  it('gives twenty rotations at once one successor', async () => {
    await lab.mine.refreshFamilies.insert(family('f'))
    const rotations = await Promise.all(
      Array.from({ length: 20 }, () => lab.mine.refreshFamilies.rotate('f', 0, at())),
    )
    const outcomes = rotations.map((rotation) => rotation?.outcome)
    expect(outcomes.filter((outcome) => outcome === 'rotated')).toHaveLength(1)
    expect(outcomes.filter((outcome) => outcome === 'repeated')).toHaveLength(19)
    expect(await lab.mine.refreshFamilies.find('f')).toMatchObject({ generation: 1 })
  })

  it('replaces one, or all of its account, while it is there', async () => {
    const { refreshFamilies } = lab.mine
    const ids = async () => (await refreshFamilies.listOf('a')).map(({ id }) => id).toSorted()
    for (const id of ['1', '2']) await refreshFamilies.insert(family(id))
    await refreshFamilies.insert(family('4', 'b'))
    expect(await refreshFamilies.replace('1', family('3'), 'this')).toBe(true)
    expect(await refreshFamilies.replace('1', family('5'), 'all')).toBe(false)
    expect(await ids()).toEqual(['2', '3'])
    expect(await refreshFamilies.replace('3', family('6'), 'all')).toBe(true)
    expect(await ids()).toEqual(['6'])
    expect(await refreshFamilies.listOf('b')).toHaveLength(1)
  })

  it('ends one, those of an account, all but one, and all', async () => {
    const { refreshFamilies } = lab.mine
    for (const id of ['1', '2', '3']) await refreshFamilies.insert(family(id))
    await refreshFamilies.insert(family('4', 'b'))
    await refreshFamilies.end('1')
    const ids = async () => (await refreshFamilies.listOf('a')).map(({ id }) => id)
    expect(await refreshFamilies.endFrom('2', 'others')).toBe(true)
    expect(await refreshFamilies.endFrom('3', 'all')).toBe(false)
    expect(await refreshFamilies.end('2', '3')).toBe(false)
    expect(await ids()).toEqual(['2'])
    await refreshFamilies.insert(family('6'))
    expect(await refreshFamilies.end('6', '2')).toBe(true)
    expect(await refreshFamilies.endFrom('2', 'all')).toBe(true)
    expect(await ids()).toEqual([])
    await refreshFamilies.insert(family('5'))
    await refreshFamilies.endOf('a')
    expect(await ids()).toEqual([])
    await refreshFamilies.endOf(null)
    expect(await refreshFamilies.listOf('b')).toEqual([])
  })
})
