import { expect, it } from 'vitest'
import { describeStores } from './drivers.ts'

describeStores('versions', (lab) => {
  it('only grow, for one account or for everybody, and never come back', async () => {
    const seen = new Set<number>()
    for (const account of ['a', null, 'a', 'b', null, 'a'] as const) {
      const before = await lab.mine.versions.current('a')
      seen.add(before)
      await lab.mine.versions.bump(account)
      const after = await lab.mine.versions.current('a')
      expect(after > before).toBe(account !== 'b')
      expect(seen.has(after)).toBe(account === 'b')
    }
    for (const other of lab.others()) expect(await other.versions.current('a')).toBe(0)
  })

  it('are bumped from what they are, and from nothing else', async () => {
    const { versions } = lab.mine
    const one = await versions.bumpFrom('a', 0)
    expect(one).toBe(await versions.current('a'))
    expect(await versions.bumpFrom('a', 0)).toBeNull()
    await versions.bump(null)
    expect(await versions.bumpFrom('a', one ?? -1)).toBeNull()
    expect(await versions.current('a')).toBe(2)
    const at = await Promise.all(Array.from({ length: 5 }, () => versions.bumpFrom('a', 2)))
    expect(at.filter((version) => version !== null)).toEqual([3])
  })

  it('count every bump that comes at once', async () => {
    await Promise.all(Array.from({ length: 20 }, () => lab.mine.versions.bump('a')))
    expect(await lab.mine.versions.current('a')).toBe(20)
  })
})
