import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { FamilyRecord, SessionRecord } from '../contract.ts'
import { describeDrivers, openDriver, type Driver, type Stores } from './drivers.ts'

const HOUR = 60 * 60 * 1000
const DAY = 24 * HOUR

describeDrivers('the stores', (under) => {
  let driver: Driver
  let mine: Stores
  beforeEach(async () => {
    driver = await openDriver(under)
    mine = driver.storesOf('w1', 's1')
  })
  afterEach(() => driver.close())
  const others = () => [driver.storesOf('w1', 's2'), driver.storesOf('w2', 's1')]

  describe('sessions', () => {
    const session = (id: string, account = 'a'): SessionRecord => ({
      id,
      secretHash: `hash of ${id}`,
      account,
      device: 'phone',
      signedInAt: driver.clock.now(),
      lastSeenAt: driver.clock.now(),
      expiresAt: driver.clock.now() + HOUR,
    })

    it('finds what was inserted, under its own strategy and workspace alone', async () => {
      await mine.sessions.insert(session('x'))
      expect(await mine.sessions.find('x')).toMatchObject(session('x'))
      expect(await mine.sessions.find('y')).toBeNull()
      for (const other of others()) {
        expect(await other.sessions.find('x')).toBeNull()
        await other.sessions.remove('x')
        await other.sessions.removeOf('a')
        await other.sessions.removeOf(null)
      }
      expect(await mine.sessions.find('x')).not.toBeNull()
    })

    it('gives back what was put in and nothing else, which fits into any store', async () => {
      await mine.sessions.insert(session('x'))
      const found = await mine.sessions.find('x')
      expect(found).toEqual(session('x'))
      expect(await mine.sessions.listOf('a')).toEqual([found])
      for (const other of others()) {
        await other.sessions.insert(found ?? session('y'))
        expect(await other.sessions.find('x')).toEqual(found)
      }
    })

    it('tells of an ended session for a day, and does not list it', async () => {
      await mine.sessions.insert(session('x'))
      driver.clock.advance(HOUR)
      expect(await mine.sessions.listOf('a')).toEqual([])
      expect(await mine.sessions.find('x')).not.toBeNull()
      driver.clock.advance(DAY)
      expect(await mine.sessions.find('x')).toBeNull()
    })

    it('makes room for what is one too many, by the order of insertion', async () => {
      const { sessions } = mine
      const room = { sessions: 2, usedSince: driver.clock.now() - HOUR }
      const ids = async (account: string) => (await sessions.listOf(account)).map(({ id }) => id)
      await sessions.insert(session('of b', 'b'), room)
      for (const other of others()) await other.sessions.insert(session('1'))
      // Whatever clock a session was dated with.
      await sessions.insert({ ...session('3'), signedInAt: driver.clock.now() + 5 }, room)
      await sessions.insert(session('2'), room)
      await sessions.touch('3', driver.clock.now() + 1)
      await sessions.insert(session('1'), room)
      expect(await ids('a')).toEqual(['1', '2'])
      // What is over or idle takes no room, and is left to be told of.
      const past = driver.clock.now()
      await sessions.insert({ ...session('over'), expiresAt: past }, room)
      await sessions.insert({ ...session('idle'), lastSeenAt: room.usedSince }, room)
      expect(await ids('a')).toEqual(['1', '2', 'idle'])
      await sessions.insert(session('4'), room)
      expect(await ids('a')).toEqual(['1', '4', 'idle'])
      await sessions.insert(session('5'))
      expect(await ids('a'), 'any number').toEqual(['1', '4', '5', 'idle'])
      await Promise.all(['6', '7', '8'].map((id) => sessions.insert(session(id), room)))
      expect(await ids('a')).toHaveLength(3)
      expect(await sessions.find('over')).not.toBeNull()
      expect(await ids('b')).toEqual(['of b'])
      for (const other of others()) expect(await other.sessions.listOf('a')).toHaveLength(1)
    })

    it('touches only what exists', async () => {
      await mine.sessions.insert(session('x'))
      await mine.sessions.touch('x', 5)
      expect(await mine.sessions.find('x')).toMatchObject({ lastSeenAt: 5 })
      await mine.sessions.remove('x')
      await mine.sessions.touch('x', 6)
      expect(await mine.sessions.find('x')).toBeNull()
    })

    it('replaces one, or all of its account, while it is there', async () => {
      const { sessions } = mine
      const ids = async () => (await sessions.listOf('a')).map(({ id }) => id).toSorted()
      for (const id of ['1', '2']) await sessions.insert(session(id))
      await sessions.insert(session('4', 'b'))
      expect(await sessions.replace('1', session('3'), 'this')).toBe(true)
      expect(await ids()).toEqual(['2', '3'])
      expect(await sessions.replace('1', session('5'), 'all')).toBe(false)
      expect(await ids()).toEqual(['2', '3'])
      expect(await sessions.replace('3', session('6'), 'all')).toBe(true)
      expect(await ids()).toEqual(['6'])
      expect(await sessions.listOf('b')).toHaveLength(1)
      for (const other of others()) {
        expect(await other.sessions.replace('6', session('7'), 'all')).toBe(false)
      }
    })

    it('removes one, those of an account, all but one, and all', async () => {
      for (const id of ['1', '2', '3']) await mine.sessions.insert(session(id))
      await mine.sessions.insert(session('4', 'b'))
      const ids = async () => (await mine.sessions.listOf('a')).map(({ id }) => id)
      expect(await mine.sessions.removeFrom('2', 'others')).toBe(true)
      expect(await ids()).toEqual(['2'])
      await mine.sessions.insert(session('5'))
      // Whoever has been ended meanwhile ends nobody.
      for (const beyond of ['others', 'all'] as const) {
        expect(await mine.sessions.removeFrom('1', beyond)).toBe(false)
        for (const other of others()) {
          expect(await other.sessions.removeFrom('2', beyond)).toBe(false)
        }
      }
      expect(await mine.sessions.remove('5', '1'), 'nor one other').toBe(false)
      expect(await ids()).toEqual(['2', '5'])
      expect(await mine.sessions.remove('2', '5')).toBe(true)
      expect(await mine.sessions.removeFrom('5', 'all')).toBe(true)
      expect(await ids()).toEqual([])
      await mine.sessions.insert(session('6'))
      await mine.sessions.removeOf('a')
      expect(await ids()).toEqual([])
      expect(await mine.sessions.listOf('b')).toHaveLength(1)
      await mine.sessions.removeOf(null)
      expect(await mine.sessions.listOf('b')).toEqual([])
    })
  })

  describe('revocations', () => {
    const token = (id: string, stamp: number, account = 'a') => ({
      id,
      account,
      stamp,
      expiresAt: until(),
    })
    const until = () => driver.clock.now() + DAY

    it('revokes one token by its id', async () => {
      await mine.revocations.revoke('t1', until())
      await mine.revocations.revoke('t1', until())
      expect(await mine.revocations.isRevoked(token('t1', 0))).toBe(true)
      expect(await mine.revocations.isRevoked(token('t2', 0))).toBe(false)
      for (const other of others()) {
        expect(await other.revocations.isRevoked(token('t1', 0))).toBe(false)
      }
    })

    it('cuts off an account, or everybody: what was stamped before, and nothing after', async () => {
      const first = await mine.revocations.stamp(until())
      await mine.revocations.cutOff('a')
      expect(await mine.revocations.isRevoked(token('t', first))).toBe(true)
      expect(await mine.revocations.isRevoked(token('t', first, 'b'))).toBe(false)
      const next = await mine.revocations.stamp(until())
      expect(await mine.revocations.isRevoked(token('t', next))).toBe(false)
      await mine.revocations.cutOff(null)
      expect(await mine.revocations.isRevoked(token('t', next))).toBe(true)
      expect(await mine.revocations.isRevoked(token('t', first, 'b'))).toBe(true)
      const last = await mine.revocations.stamp(until())
      expect(await mine.revocations.isRevoked(token('t', last, 'b'))).toBe(false)
      await mine.revocations.cutOff('b')
      expect(await mine.revocations.isRevoked(token('t', last))).toBe(false)
      for (const other of others()) {
        expect(await other.revocations.isRevoked(token('t', first))).toBe(false)
      }
    })

    it('gives a token in the place of one that is in force, and of no other', async () => {
      const { revocations } = mine
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
      const stamp = await mine.revocations.stamp(until())
      driver.clock.advance(30_000)
      const later = await mine.revocations.stamp(until())
      await mine.revocations.cutOff('a')
      expect(await mine.revocations.isRevoked(token('t', stamp))).toBe(true)
      expect(await mine.revocations.isRevoked(token('t', later))).toBe(true)
    })

    it('reaches a token that was issued in the same moment, after an earlier cut-off', async () => {
      for (const account of ['a', null, 'a', 'a', null, 'b', 'a'] as const) {
        const stamp = await mine.revocations.stamp(until())
        expect(await mine.revocations.isRevoked(token('t', stamp))).toBe(false)
        await mine.revocations.cutOff(account)
        expect(await mine.revocations.isRevoked(token('t', stamp))).toBe(account !== 'b')
      }
    })

    it('spares one token, unless it had been cut off before', async () => {
      const stamp = await mine.revocations.stamp(until())
      const [kept, other] = [token('kept', stamp), token('other', stamp)]
      const { revocations } = mine
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
      const { revocations } = mine
      const stamp = await revocations.stamp(driver.clock.now() + DAY)
      await revocations.stamp(driver.clock.now() + HOUR)
      await revocations.cutOff('a')
      const rows = async () => (await driver.backend.inspect('w1', 's1')).flatMap((of) => of.rows)
      driver.clock.advance(DAY)
      await driver.backend.prune(driver.clock.now())
      expect(await revocations.isRevoked(token('t', stamp))).toBe(true)
      driver.clock.advance(DAY + 1)
      await driver.backend.prune(driver.clock.now())
      expect((await rows()).filter(({ account }) => account === 'a')).toEqual([])
      // What was counted goes on, though its rows are gone.
      await revocations.cutOff('b')
      expect(await revocations.isRevoked(token('t', stamp, 'b'))).toBe(true)
    })
  })

  describe('refresh families', () => {
    const at = (graceMs = 10_000) => ({ now: driver.clock.now(), graceMs, idleMs: HOUR })
    const family = (id: string, account = 'a'): FamilyRecord => ({
      id,
      account,
      device: 'phone',
      signedInAt: driver.clock.now(),
      generation: 0,
      rotatedAt: driver.clock.now(),
      expiresAt: driver.clock.now() + DAY,
    })

    it('rotates the generation in force', async () => {
      const { refreshFamilies } = mine
      await refreshFamilies.insert(family('f'))
      driver.clock.advance(1000)
      const rotation = await refreshFamilies.rotate('f', 0, at())
      const rotatedAt = driver.clock.now()
      expect(rotation).toMatchObject({ outcome: 'rotated', family: { generation: 1, rotatedAt } })
      expect(await refreshFamilies.find('f')).toMatchObject({ generation: 1 })
      for (const other of others())
        expect(await other.refreshFamilies.rotate('f', 1, at())).toBeNull()
    })

    it('gives back what was put in and nothing else', async () => {
      const { refreshFamilies } = mine
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
      const { refreshFamilies } = mine
      await refreshFamilies.insert(family('f'))
      await refreshFamilies.rotate('f', 0, at())
      driver.clock.advance(9_999)
      expect(await refreshFamilies.rotate('f', 0, at())).toMatchObject({
        outcome: 'repeated',
        family: { generation: 1 },
      })
      driver.clock.advance(1)
      expect(await refreshFamilies.rotate('f', 0, at())).toEqual({ outcome: 'reused' })
      expect(await refreshFamilies.find('f')).toBeNull()
      expect(await refreshFamilies.rotate('f', 1, at())).toBeNull()
    })

    it('forgives nothing without a grace, nor once the owner has moved on', async () => {
      const { refreshFamilies } = mine
      await refreshFamilies.insert(family('f'))
      await refreshFamilies.rotate('f', 0, at(0))
      expect(await refreshFamilies.rotate('f', 0, at(0))).toEqual({ outcome: 'reused' })
      await refreshFamilies.insert(family('g'))
      await refreshFamilies.rotate('g', 0, at())
      await refreshFamilies.rotate('g', 1, at())
      expect(await refreshFamilies.rotate('g', 0, at())).toEqual({ outcome: 'reused' })
    })

    it('takes a generation that is still to come for theft', async () => {
      await mine.refreshFamilies.insert(family('f'))
      expect(await mine.refreshFamilies.rotate('f', 7, at())).toEqual({ outcome: 'reused' })
    })

    it('ends by idleness and by age, whatever is rotated', async () => {
      const { refreshFamilies } = mine
      await refreshFamilies.insert(family('idle'))
      driver.clock.advance(HOUR)
      expect(await refreshFamilies.rotate('idle', 0, at())).toEqual({ outcome: 'idle_timeout' })
      await refreshFamilies.insert(family('old'))
      for (let generation = 0; generation < 47; generation += 1) {
        driver.clock.advance(HOUR / 2)
        expect((await refreshFamilies.rotate('old', generation, at()))?.outcome).toBe('rotated')
      }
      driver.clock.advance(HOUR / 2)
      expect(await refreshFamilies.rotate('old', 47, at())).toEqual({ outcome: 'expired' })
    })

    it('gives twenty rotations at once one successor', async () => {
      await mine.refreshFamilies.insert(family('f'))
      const rotations = await Promise.all(
        Array.from({ length: 20 }, () => mine.refreshFamilies.rotate('f', 0, at())),
      )
      const outcomes = rotations.map((rotation) => rotation?.outcome)
      expect(outcomes.filter((outcome) => outcome === 'rotated')).toHaveLength(1)
      expect(outcomes.filter((outcome) => outcome === 'repeated')).toHaveLength(19)
      expect(await mine.refreshFamilies.find('f')).toMatchObject({ generation: 1 })
    })

    it('replaces one, or all of its account, while it is there', async () => {
      const { refreshFamilies } = mine
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
      const { refreshFamilies } = mine
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

  describe('versions', () => {
    it('only grow, for one account or for everybody, and never come back', async () => {
      const seen = new Set<number>()
      for (const account of ['a', null, 'a', 'b', null, 'a'] as const) {
        const before = await mine.versions.current('a')
        seen.add(before)
        await mine.versions.bump(account)
        const after = await mine.versions.current('a')
        expect(after > before).toBe(account !== 'b')
        expect(seen.has(after)).toBe(account === 'b')
      }
      for (const other of others()) expect(await other.versions.current('a')).toBe(0)
    })

    it('are bumped from what they are, and from nothing else', async () => {
      const { versions } = mine
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
      await Promise.all(Array.from({ length: 20 }, () => mine.versions.bump('a')))
      expect(await mine.versions.current('a')).toBe(20)
    })
  })

  describe('cut-offs', () => {
    it('move forward only, even within one millisecond, and are never forgotten', async () => {
      let last = 0
      for (const account of ['a', null, 'a', null] as const) {
        const issued = await mine.cutOffs.issueTime('a')
        expect(issued).toBeGreaterThan(last)
        await mine.cutOffs.set(account)
        last = await mine.cutOffs.last('a')
        expect(last).toBeGreaterThanOrEqual(issued)
      }
      driver.clock.advance(10_000 * DAY)
      expect(await mine.cutOffs.last('a')).toBe(last)
      expect(await mine.cutOffs.last('b')).toBeGreaterThan(0)
      for (const other of others()) expect(await other.cutOffs.last('a')).toBe(0)
    })
  })

  describe('cut-offs and a clock that goes back', () => {
    it('reach all that was issued, and spare what comes after', async () => {
      driver.clock.advance(DAY)
      const ahead = await mine.cutOffs.issueTime('a')
      driver.clock.back(5_000)
      const behind = await mine.cutOffs.issueTime('b')
      await mine.cutOffs.set('a')
      expect(await mine.cutOffs.last('a')).toBeGreaterThanOrEqual(ahead)
      expect(await mine.cutOffs.last('b')).toBeLessThan(behind)
      const next = await mine.cutOffs.issueTime('a')
      expect(next).toBeGreaterThan(await mine.cutOffs.last('a'))
      await mine.cutOffs.set(null)
      for (const [account, issued] of [
        ['a', next],
        ['b', behind],
      ] as const) {
        expect(await mine.cutOffs.last(account)).toBeGreaterThanOrEqual(issued)
      }
    })

    it('are set from what is in force, and from nothing else', async () => {
      const { cutOffs } = mine
      const old = await cutOffs.issueTime('a')
      const next = await cutOffs.setFrom('a', old)
      expect(next).toBeGreaterThan(await cutOffs.last('a'))
      expect(await cutOffs.setFrom('a', old)).toBeNull()
      await cutOffs.set('a')
      expect(await cutOffs.setFrom('a', next ?? -1)).toBeNull()
    })
  })

  describe('library sessions', () => {
    const session = (token: string, account = 'a') => ({
      token,
      account,
      device: 'phone',
      signedInAt: driver.clock.now(),
      expiresAt: driver.clock.now() + HOUR,
    })

    it('are found by their token, extended where they exist, and listed while they live', async () => {
      const { librarySessions } = mine
      await librarySessions.insert(session('t'))
      expect(await librarySessions.find('t')).toEqual(session('t'))
      for (const other of others()) expect(await other.librarySessions.find('t')).toBeNull()
      await librarySessions.extend('t', driver.clock.now() + DAY)
      driver.clock.advance(HOUR)
      expect(await librarySessions.listOf('a')).toHaveLength(1)
      await librarySessions.remove('t')
      await librarySessions.extend('t', driver.clock.now() + DAY)
      expect(await librarySessions.find('t')).toBeNull()
    })

    it('are replaced, or all of their account, while they are there', async () => {
      const { librarySessions } = mine
      const tokens = async () => (await librarySessions.listOf('a')).map(({ token }) => token)
      for (const token of ['1', '2']) await librarySessions.insert(session(token))
      expect(await librarySessions.replace('1', session('3'), 'this')).toBe(true)
      expect(await librarySessions.replace('1', session('5'), 'all')).toBe(false)
      expect((await tokens()).toSorted()).toEqual(['2', '3'])
      expect(await librarySessions.replace('3', session('6'), 'all')).toBe(true)
      expect(await tokens()).toEqual(['6'])
    })

    it('are removed one by one, for an account, all but one, and all', async () => {
      const { librarySessions } = mine
      for (const token of ['1', '2', '3']) await librarySessions.insert(session(token))
      await librarySessions.insert(session('4', 'b'))
      const tokens = async () => (await librarySessions.listOf('a')).map(({ token }) => token)
      expect(await librarySessions.removeFrom('2', 'others')).toBe(true)
      expect(await librarySessions.removeFrom('1', 'all')).toBe(false)
      expect(await librarySessions.remove('2', '1')).toBe(false)
      expect(await tokens()).toEqual(['2'])
      await librarySessions.insert(session('6'))
      expect(await librarySessions.remove('6', '2')).toBe(true)
      expect(await librarySessions.removeFrom('2', 'all')).toBe(true)
      expect(await tokens()).toEqual([])
      await librarySessions.insert(session('5'))
      await librarySessions.removeOf('a')
      expect(await tokens()).toEqual([])
      await librarySessions.removeOf(null)
      expect(await librarySessions.listOf('b')).toEqual([])
    })
  })

  describe('keys', () => {
    const key = (kid: string, lifetime = HOUR) =>
      ({ kid, algorithm: 'HS256', sealed: `sealed ${kid}`, lifetime }) as const

    it('are retired for as long as what they signed may live, and then removed', async () => {
      const now = driver.clock.now()
      await mine.keys.addIfAbsent(key('k1'))
      await mine.keys.addIfAbsent({ ...key('k2'), algorithm: 'ES256' })
      for (const other of others()) await other.keys.addIfAbsent(key('k1'))
      await mine.keys.lengthen('k2', 2 * HOUR)
      await mine.keys.lengthen('k2', 1)
      await mine.keys.retire(now)
      await mine.keys.addIfAbsent(key('k3'))
      const told = async () =>
        (await mine.keys.list()).map((one) => [one.kid, one.number, one.verifiesUntil])
      const k3 = ['k3', 3, null]
      expect(await told()).toEqual([k3, ['k2', 2, now + 2 * HOUR], ['k1', 1, now + HOUR]])
      await mine.keys.lengthen('k1', HOUR + 5)
      await mine.keys.retire(now + HOUR)
      expect((await told()).at(-1), 'by what was added').toEqual(['k1', 1, now + HOUR + 5])
      await mine.keys.retire(now + HOUR + 5)
      const late = now + 2 * HOUR
      expect(await told()).toEqual([
        ['k3', 3, late],
        ['k2', 2, late],
      ])
      for (const other of others()) {
        expect(await other.keys.list()).toMatchObject([{ number: 1, verifiesUntil: null }])
      }
    })

    it('keeps the first key of an algorithm, and throws all away', async () => {
      await mine.keys.addIfAbsent(key('k1'))
      await mine.keys.addIfAbsent(key('k2'))
      await mine.keys.addIfAbsent({ ...key('k3'), algorithm: 'ES256' })
      expect((await mine.keys.list()).map(({ kid }) => kid).toSorted()).toEqual(['k1', 'k3'])
      for (const other of others()) expect(await other.keys.list()).toEqual([])
      await mine.keys.removeAll()
      expect(await mine.keys.list()).toEqual([])
    })
  })
})
