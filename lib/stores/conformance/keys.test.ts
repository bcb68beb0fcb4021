import { expect, it } from 'vitest'
import { describeStores } from './drivers.ts'

const HOUR = 60 * 60 * 1000

describeStores('keys', (lab) => {
  const key = (kid: string, lifetime = HOUR) =>
    ({ kid, algorithm: 'HS256', sealed: `sealed ${kid}`, lifetime }) as const

  it('are retired for as long as what they signed may live, and then removed', async () => {
    const now = lab.clock.now()
    await lab.mine.keys.addIfAbsent(key('k1'))
    await lab.mine.keys.addIfAbsent({ ...key('k2'), algorithm: 'ES256' })
    for (const other of lab.others()) await other.keys.addIfAbsent(key('k1'))
    await lab.mine.keys.lengthen('k2', 2 * HOUR)
    await lab.mine.keys.lengthen('k2', 1)
    await lab.mine.keys.retire(now)
    await lab.mine.keys.addIfAbsent(key('k3'))
    const told = async () =>
      (await lab.mine.keys.list()).map((one) => [one.kid, one.number, one.verifiesUntil])
    const k3 = ['k3', 3, null]
    expect(await told()).toEqual([k3, ['k2', 2, now + 2 * HOUR], ['k1', 1, now + HOUR]])
    await lab.mine.keys.lengthen('k1', HOUR + 5)
    await lab.mine.keys.retire(now + HOUR)
    expect((await told()).at(-1), 'by what was added').toEqual(['k1', 1, now + HOUR + 5])
    await lab.mine.keys.retire(now + HOUR + 5)
    const late = now + 2 * HOUR
    expect(await told()).toEqual([
      ['k3', 3, late],
      ['k2', 2, late],
    ])
    for (const other of lab.others()) {
      expect(await other.keys.list()).toMatchObject([{ number: 1, verifiesUntil: null }])
    }
  })

  it('keeps the first key of an algorithm, and throws all away', async () => {
    await lab.mine.keys.addIfAbsent(key('k1'))
    await lab.mine.keys.addIfAbsent(key('k2'))
    await lab.mine.keys.addIfAbsent({ ...key('k3'), algorithm: 'ES256' })
    expect((await lab.mine.keys.list()).map(({ kid }) => kid).toSorted()).toEqual(['k1', 'k3'])
    for (const other of lab.others()) expect(await other.keys.list()).toEqual([])
    await lab.mine.keys.removeAll()
    expect(await lab.mine.keys.list()).toEqual([])
  })
})
