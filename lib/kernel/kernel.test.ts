import { describe, expect, it } from 'vitest'
import { offsetClock, toSeconds, virtualClock } from './clock.ts'
import { createMeter, metered } from './meter.ts'
import { isStoreUnavailable, problems, storeUnavailable } from './problem.ts'

describe('a virtual clock', () => {
  it('stands still until it is told to move, and only goes forward', () => {
    const clock = virtualClock(1_000)
    expect(clock.now()).toBe(1_000)
    clock.advance(0)
    clock.advance(999)
    expect(clock.now()).toBe(1_999)
    for (const wrong of [-1, Number.NaN, -Infinity]) {
      expect(() => clock.advance(wrong)).toThrow('a clock only goes forward')
    }
    expect(clock.now()).toBe(1_999)
  })

  it('is followed by a clock with an offset, in whole seconds rounded down', () => {
    const base = virtualClock(1_000)
    const later = offsetClock(base, 500)
    base.advance(999)
    expect(later.now()).toBe(2_499)
    expect(toSeconds(later.now())).toBe(2)
  })
})

describe('a meter', () => {
  const items = [1]
  const store = {
    async find() {
      return items
    },
    async save(item: number) {
      items.push(item)
    },
    async swap() {
      throw new Error('away')
    },
  }
  const table = { find: 'read', save: 'write', swap: 'read+write' } as const

  it('counts each call, also one that fails, and changes nothing else', async () => {
    const meter = createMeter()
    const counted = metered(store, table, meter)
    await counted.save(2)
    expect(await counted.find()).toEqual([1, 2])
    await expect(counted.swap()).rejects.toThrow('away')
    expect(meter).toEqual({ reads: 2, writes: 2 })
    await store.find()
    expect(meter.reads, 'the store itself is not counted').toBe(2)
  })

  it('tells of each call that may have changed something, once it has ended', async () => {
    const told: string[] = []
    const counted = metered(store, table, createMeter(), () => told.push('changed'))
    await counted.find()
    expect(told).toEqual([])
    await counted.save(3)
    await expect(counted.swap()).rejects.toThrow('away')
    expect(told).toEqual(['changed', 'changed'])
  })
})

describe('the problems', () => {
  it('have the statuses of the contract', () => {
    const byStatus = Object.entries(problems).map(([code, { status }]) => `${status} ${code}`)
    expect(byStatus).toEqual(
      expect.arrayContaining(['401 revoked', '429 rate_limited', '503 store_unavailable']),
    )
    for (const { title } of Object.values(problems)) expect(title).toMatch(/^[A-Z].{5,}[^.]$/)
  })

  it('tell an outage from any other error, whichever copy of the module made it', () => {
    const outage = storeUnavailable('sessions', new Error('disk'))
    expect(isStoreUnavailable(outage)).toBe(true)
    expect(outage.message).toBe('the store "sessions" does not answer')
    const other = Object.assign(new Error('elsewhere'), { name: outage.name })
    expect(isStoreUnavailable(other)).toBe(true)
    for (const value of [new Error('x'), null, undefined, 'StoreUnavailable', { name: 'x' }]) {
      expect(isStoreUnavailable(value)).toBe(false)
    }
  })
})
