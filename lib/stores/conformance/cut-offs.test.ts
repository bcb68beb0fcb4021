import { expect, it } from 'vitest'
import { describeStores } from './drivers.ts'

const DAY = 24 * 60 * 60 * 1000

describeStores('cut-offs', (lab) => {
  it('move forward only, even within one millisecond, and are never forgotten', async () => {
    let last = 0
    for (const account of ['a', null, 'a', null] as const) {
      const issued = await lab.mine.cutOffs.issueTime('a')
      expect(issued).toBeGreaterThan(last)
      await lab.mine.cutOffs.set(account)
      last = await lab.mine.cutOffs.last('a')
      expect(last).toBeGreaterThanOrEqual(issued)
    }
    lab.clock.advance(10_000 * DAY)
    expect(await lab.mine.cutOffs.last('a')).toBe(last)
    expect(await lab.mine.cutOffs.last('b')).toBeGreaterThan(0)
    for (const other of lab.others()) expect(await other.cutOffs.last('a')).toBe(0)
  })
})

describeStores('cut-offs and a clock that goes back', (lab) => {
  it('reach all that was issued, and spare what comes after', async () => {
    lab.clock.advance(DAY)
    const ahead = await lab.mine.cutOffs.issueTime('a')
    lab.clock.back(5_000)
    const behind = await lab.mine.cutOffs.issueTime('b')
    await lab.mine.cutOffs.set('a')
    expect(await lab.mine.cutOffs.last('a')).toBeGreaterThanOrEqual(ahead)
    expect(await lab.mine.cutOffs.last('b')).toBeLessThan(behind)
    const next = await lab.mine.cutOffs.issueTime('a')
    expect(next).toBeGreaterThan(await lab.mine.cutOffs.last('a'))
    await lab.mine.cutOffs.set(null)
    for (const [account, issued] of [
      ['a', next],
      ['b', behind],
    ] as const) {
      expect(await lab.mine.cutOffs.last(account)).toBeGreaterThanOrEqual(issued)
    }
  })

  it('are set from what is in force, and from nothing else', async () => {
    const { cutOffs } = lab.mine
    const old = await cutOffs.issueTime('a')
    const next = await cutOffs.setFrom('a', old)
    expect(next).toBeGreaterThan(await cutOffs.last('a'))
    expect(await cutOffs.setFrom('a', old)).toBeNull()
    await cutOffs.set('a')
    expect(await cutOffs.setFrom('a', next ?? -1)).toBeNull()
  })
})
