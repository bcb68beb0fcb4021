import { expect, it } from 'vitest'
import type { SessionRecord } from '../contract.ts'
import { describeStores } from './drivers.ts'

const HOUR = 60 * 60 * 1000
const DAY = 24 * HOUR

describeStores('sessions', (lab) => {
  const session = (id: string, account = 'a'): SessionRecord => ({
    id,
    secretHash: `hash of ${id}`,
    account,
    device: 'phone',
    signedInAt: lab.clock.now(),
    lastSeenAt: lab.clock.now(),
    expiresAt: lab.clock.now() + HOUR,
  })

  it('finds what was inserted, under its own strategy and workspace alone', async () => {
    await lab.mine.sessions.insert(session('x'))
    expect(await lab.mine.sessions.find('x')).toMatchObject(session('x'))
    expect(await lab.mine.sessions.find('y')).toBeNull()
    for (const other of lab.others()) {
      expect(await other.sessions.find('x')).toBeNull()
      await other.sessions.remove('x')
      await other.sessions.removeOf('a')
      await other.sessions.removeOf(null)
    }
    expect(await lab.mine.sessions.find('x')).not.toBeNull()
  })

  it('gives back what was put in and nothing else, which fits into any store', async () => {
    await lab.mine.sessions.insert(session('x'))
    const found = await lab.mine.sessions.find('x')
    expect(found).toEqual(session('x'))
    expect(await lab.mine.sessions.listOf('a')).toEqual([found])
    for (const other of lab.others()) {
      await other.sessions.insert(found ?? session('y'))
      expect(await other.sessions.find('x')).toEqual(found)
    }
  })

  it('tells of an ended session for a day, and does not list it', async () => {
    await lab.mine.sessions.insert(session('x'))
    lab.clock.advance(HOUR)
    expect(await lab.mine.sessions.listOf('a')).toEqual([])
    expect(await lab.mine.sessions.find('x')).not.toBeNull()
    lab.clock.advance(DAY)
    expect(await lab.mine.sessions.find('x')).toBeNull()
  })

  it('makes room for what is one too many, by the order of insertion', async () => {
    const { sessions } = lab.mine
    const room = { sessions: 2, usedSince: lab.clock.now() - HOUR }
    const ids = async (account: string) => (await sessions.listOf(account)).map(({ id }) => id)
    await sessions.insert(session('of b', 'b'), room)
    for (const other of lab.others()) await other.sessions.insert(session('1'))
    // Whatever clock a session was dated with.
    await sessions.insert({ ...session('3'), signedInAt: lab.clock.now() + 5 }, room)
    await sessions.insert(session('2'), room)
    await sessions.touch('3', lab.clock.now() + 1)
    await sessions.insert(session('1'), room)
    expect(await ids('a')).toEqual(['1', '2'])
    // What is over or idle takes no room, and is left to be told of.
    const past = lab.clock.now()
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
    for (const other of lab.others()) expect(await other.sessions.listOf('a')).toHaveLength(1)
  })

  it('touches only what exists', async () => {
    await lab.mine.sessions.insert(session('x'))
    await lab.mine.sessions.touch('x', 5)
    expect(await lab.mine.sessions.find('x')).toMatchObject({ lastSeenAt: 5 })
    await lab.mine.sessions.remove('x')
    await lab.mine.sessions.touch('x', 6)
    expect(await lab.mine.sessions.find('x')).toBeNull()
  })

  it('replaces one, or all of its account, while it is there', async () => {
    const { sessions } = lab.mine
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
    for (const other of lab.others()) {
      expect(await other.sessions.replace('6', session('7'), 'all')).toBe(false)
    }
  })

  it('removes one, those of an account, all but one, and all', async () => {
    for (const id of ['1', '2', '3']) await lab.mine.sessions.insert(session(id))
    await lab.mine.sessions.insert(session('4', 'b'))
    const ids = async () => (await lab.mine.sessions.listOf('a')).map(({ id }) => id)
    expect(await lab.mine.sessions.removeFrom('2', 'others')).toBe(true)
    expect(await ids()).toEqual(['2'])
    await lab.mine.sessions.insert(session('5'))
    // Whoever has been ended meanwhile ends nobody.
    for (const beyond of ['others', 'all'] as const) {
      expect(await lab.mine.sessions.removeFrom('1', beyond)).toBe(false)
      for (const other of lab.others()) {
        expect(await other.sessions.removeFrom('2', beyond)).toBe(false)
      }
    }
    expect(await lab.mine.sessions.remove('5', '1'), 'nor one other').toBe(false)
    expect(await ids()).toEqual(['2', '5'])
    expect(await lab.mine.sessions.remove('2', '5')).toBe(true)
    expect(await lab.mine.sessions.removeFrom('5', 'all')).toBe(true)
    expect(await ids()).toEqual([])
    await lab.mine.sessions.insert(session('6'))
    await lab.mine.sessions.removeOf('a')
    expect(await ids()).toEqual([])
    expect(await lab.mine.sessions.listOf('b')).toHaveLength(1)
    await lab.mine.sessions.removeOf(null)
    expect(await lab.mine.sessions.listOf('b')).toEqual([])
  })
})
