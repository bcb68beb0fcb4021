import { expect, it } from 'vitest'
import { describeStores } from './drivers.ts'

const HOUR = 60 * 60 * 1000
const DAY = 24 * HOUR

describeStores('revocations', (lab) => {
  const token = (id: string, stamp: number, account = 'a') => ({
    id,
    account,
    stamp,
    expiresAt: until(),
  })
  const until = () => lab.clock.now() + DAY

  it('revokes one token by its id', async () => {
    await lab.mine.revocations.revoke('t1', until())
    await lab.mine.revocations.revoke('t1', until())
    expect(await lab.mine.revocations.isRevoked(token('t1', 0))).toBe(true)
    expect(await lab.mine.revocations.isRevoked(token('t2', 0))).toBe(false)
    for (const other of lab.others()) {
      expect(await other.revocations.isRevoked(token('t1', 0))).toBe(false)
    }
  })

  it('cuts off an account, or everybody: what was stamped before, and nothing after', async () => {
    const first = await lab.mine.revocations.stamp(until())
    await lab.mine.revocations.cutOff('a')
    expect(await lab.mine.revocations.isRevoked(token('t', first))).toBe(true)
    expect(await lab.mine.revocations.isRevoked(token('t', first, 'b'))).toBe(false)
    const next = await lab.mine.revocations.stamp(until())
    expect(await lab.mine.revocations.isRevoked(token('t', next))).toBe(false)
    await lab.mine.revocations.cutOff(null)
    expect(await lab.mine.revocations.isRevoked(token('t', next))).toBe(true)
    expect(await lab.mine.revocations.isRevoked(token('t', first, 'b'))).toBe(true)
    const last = await lab.mine.revocations.stamp(until())
    expect(await lab.mine.revocations.isRevoked(token('t', last, 'b'))).toBe(false)
    await lab.mine.revocations.cutOff('b')
    expect(await lab.mine.revocations.isRevoked(token('t', last))).toBe(false)
    for (const other of lab.others()) {
      expect(await other.revocations.isRevoked(token('t', first))).toBe(false)
    }
  })

  it('gives a token in the place of one that is in force, and of no other', async () => {
    const { revocations } = lab.mine
    const old = token('old', await revocations.stamp(until()))
    const beside = token('beside', old.stamp)
    const second = await revocations.exchange(old, until(), 'this')
    expect(await revocations.isRevoked(old)).toBe(true)
    expect(await revocations.isRevoked(beside)).toBe(false)
    expect(await revocations.exchange(old, until(), 'this')).toBeNull()
    const third = await revocations.exchange(token('second', second ?? -1), until(), 'all')
    for (const gone of [beside, token('second', second ?? -1)]) {
      expect(await revocations.isRevoked(gone)).toBe(true)
      expect(await revocations.exchange(gone, until(), 'all')).toBeNull()
    }
    expect(await revocations.isRevoked(token('third', third ?? -1))).toBe(false)
    await revocations.cutOff('a')
    expect(await revocations.exchange(token('third', third ?? -1), until(), 'this')).toBeNull()
  })

  it('compares no clocks', async () => {
    const stamp = await lab.mine.revocations.stamp(until())
    lab.clock.advance(30_000)
    const later = await lab.mine.revocations.stamp(until())
    await lab.mine.revocations.cutOff('a')
    expect(await lab.mine.revocations.isRevoked(token('t', stamp))).toBe(true)
    expect(await lab.mine.revocations.isRevoked(token('t', later))).toBe(true)
  })

  it('reaches a token that was issued in the same moment, after an earlier cut-off', async () => {
    for (const account of ['a', null, 'a', 'a', null, 'b', 'a'] as const) {
      const stamp = await lab.mine.revocations.stamp(until())
      expect(await lab.mine.revocations.isRevoked(token('t', stamp))).toBe(false)
      await lab.mine.revocations.cutOff(account)
      expect(await lab.mine.revocations.isRevoked(token('t', stamp))).toBe(account !== 'b')
    }
  })

  it('spares one token, unless it had been cut off before', async () => {
    const stamp = await lab.mine.revocations.stamp(until())
    const [kept, other] = [token('kept', stamp), token('other', stamp)]
    const { revocations } = lab.mine
    expect(await revocations.cutOffFrom(kept, 'others')).toBe(true)
    expect(await revocations.isRevoked(kept)).toBe(false)
    expect(await revocations.isRevoked(other)).toBe(true)
    // Whoever has been ended meanwhile ends nobody.
    expect(await revocations.cutOffFrom(other, 'others')).toBe(false)
    expect(await revocations.cutOffFrom(other, 'all')).toBe(false)
    expect(await revocations.isRevoked(other)).toBe(true)
    expect(await revocations.isRevoked(kept)).toBe(false)
    expect(await revocations.cutOffFrom(kept, 'all')).toBe(true)
    expect(await revocations.isRevoked(kept)).toBe(true)
  })

  it('forgets no cut-off while a token of before it lives, and every one after', async () => {
    const { revocations } = lab.mine
    const stamp = await revocations.stamp(lab.clock.now() + DAY)
    await revocations.stamp(lab.clock.now() + HOUR)
    await revocations.cutOff('a')
    const rows = async () => (await lab.backend.inspect('w1', 's1')).flatMap((of) => of.rows)
    lab.clock.advance(DAY)
    await lab.backend.prune(lab.clock.now())
    expect(await revocations.isRevoked(token('t', stamp))).toBe(true)
    lab.clock.advance(DAY + 1)
    await lab.backend.prune(lab.clock.now())
    expect((await rows()).filter(({ account }) => account === 'a')).toEqual([])
    // What was counted goes on, though its rows are gone.
    await revocations.cutOff('b')
    expect(await revocations.isRevoked(token('t', stamp, 'b'))).toBe(true)
  })
})
