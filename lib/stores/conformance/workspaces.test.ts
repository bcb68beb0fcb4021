import { afterEach, beforeEach, expect, it } from 'vitest'
import { isStoreUnavailable } from '../../kernel/problem.ts'
import type { PendingEvent } from '../account-events.ts'
import { describeDrivers, insertWorkspace, openDriver, type Driver } from './drivers.ts'

describeDrivers('the workspaces', (under) => {
  let driver: Driver
  let workspaces: Driver['backend']['workspaces']
  beforeEach(async () => {
    driver = await openDriver(under)
    workspaces = driver.backend.workspaces
  })
  afterEach(() => driver.close())

  it('are found by their key alone, as they were made', async () => {
    const made = { settings: '{"a":1}', clockOffset: 5, createdAt: 6, lastUsedAt: 7 }
    await workspaces.insert({ key: 'k', ...made })
    expect(await workspaces.find('k')).toEqual({
      key: 'k',
      ...made,
      unfinished: false,
      keysVersion: 0,
    })
    for (const other of ['', 'K', 'k ', '%', '_']) expect(await workspaces.find(other)).toBeNull()
    expect(await workspaces.count()).toBe(3)
  })

  it('change their settings in one step, or not at all', async () => {
    await workspaces.changeSettings('w1', () => '0')
    await Promise.all(
      Array.from({ length: 20 }, () =>
        workspaces.changeSettings('w1', (stored) => String(Number(stored) + 1)),
      ),
    )
    expect((await workspaces.find('w1'))?.settings).toBe('20')
    await workspaces.changeSettings('w1', () => null)
    expect((await workspaces.find('w1'))?.settings).toBe('20')
    await workspaces.changeSettings('nobody', () => 'x')
    expect((await workspaces.find('w2'))?.settings).toBe('{}')
  })

  it('move their clocks forward by exact steps, and no further than told', async () => {
    const steps = await Promise.all(
      Array.from({ length: 20 }, () => workspaces.advance('w1', 500, 10_000)),
    )
    expect(steps.toSorted((a, b) => Number(a) - Number(b))).toEqual(
      Array.from({ length: 20 }, (_, index) => (index + 1) * 500),
    )
    expect(await workspaces.advance('w1', 1, 10_000)).toBeNull()
    expect(await workspaces.advance('nobody', 1, 10_000)).toBeNull()
    expect((await workspaces.find('w1'))?.clockOffset).toBe(10_000)
    expect((await workspaces.find('w2'))?.clockOffset).toBe(0)
  })

  it('tell by another version of every change of a key in them, and of no other', async () => {
    const { backend } = driver
    const keys = backend.keys('w1', 'one')
    const key = { kid: 'k', algorithm: 'HS256', sealed: 's', lifetime: 10 } as const
    const version = async () => (await workspaces.find('w1'))?.keysVersion
    const changes: [boolean, () => Promise<unknown>][] = [
      [true, () => keys.addIfAbsent(key)],
      [false, () => keys.addIfAbsent({ ...key, kid: 'another' })],
      [true, () => keys.lengthen('k', 20)],
      [false, () => keys.lengthen('k', 20)],
      [false, () => keys.list()],
      [true, () => keys.retire(5)],
      [true, () => keys.addIfAbsent({ ...key, kid: 'next' })],
      [false, () => backend.keys('w2', 'one').addIfAbsent(key)],
      [false, () => workspaces.touch('w1', 5)],
      [true, () => keys.removeAll()],
      [false, () => keys.removeAll()],
    ]
    const seen = new Set([await version()])
    for (const [isOne, change] of changes) {
      await change()
      expect(seen.has(await version()), String(change)).toBe(!isOne)
      seen.add(await version())
    }
  })

  it('go when they are idle, and stay while they are used', async () => {
    const { backend } = driver
    await insertWorkspace(backend, 'idle', 1_000)
    await insertWorkspace(backend, 'used', 1_000)
    await workspaces.touch('used', 2_000)
    await workspaces.touch('nobody', 2_000)
    await backend.removeIdleWorkspaces(1_000)
    expect(await workspaces.find('idle'), 'not before its time').not.toBeNull()
    await backend.removeIdleWorkspaces(1_001)
    expect(await workspaces.find('idle')).toBeNull()
    expect(await workspaces.find('used')).toMatchObject({ lastUsedAt: 2_000, createdAt: 1_000 })
    expect(await workspaces.count()).toBe(3)
  })
})

describeDrivers('the users', (under) => {
  let driver: Driver
  beforeEach(async () => {
    driver = await openDriver(under)
  })
  afterEach(() => driver.close())
  const alice = { username: 'alice', id: 'id of alice', role: 'member', passwordHash: 'h' } as const
  const newUsers = async (workspace: 'w1' | 'w2') => {
    const users = driver.backend.users(workspace)
    await users.add(alice)
    return users
  }

  it('are nobody else’s, though they have the same names and ids', async () => {
    const [mine, theirs] = [await newUsers('w1'), await newUsers('w2')]
    const before = await theirs.named('alice')
    expect(before).toEqual({ ...alice, disabled: false, passwordVersion: 0 })
    const change = {
      disabled: true,
      role: 'admin',
      passwordHash: 'other',
      id: 'another id',
    } as const
    expect(await mine.change({ username: 'alice' }, change, null)).toBe(true)
    expect(await mine.list()).toEqual([
      {
        username: 'alice',
        id: 'another id',
        role: 'admin',
        passwordHash: 'other',
        disabled: true,
        passwordVersion: 1,
      },
    ])
    expect(await theirs.find(alice.id)).toEqual(before)
    expect(await mine.change({ username: 'alice' }, 'removed', null)).toBe(true)
    expect(await mine.change({ username: 'alice' }, 'removed', null)).toBe(false)
    expect(await theirs.list()).toEqual([before])
    expect(await mine.list()).toEqual([])
  })

  it('are listed in the order in which they were added', async () => {
    const users = await newUsers('w1')
    await users.add({ ...alice, username: 'zoe', id: '2' })
    await users.add({ ...alice, username: 'bob', id: '1' })
    expect((await users.list()).map(({ username }) => username)).toEqual(['alice', 'zoe', 'bob'])
  })

  it('have names and ids of their own', async () => {
    const users = await newUsers('w1')
    expect(await users.add({ ...alice, id: 'new' })).toBe(false)
    expect(await users.add({ ...alice, username: 'new' })).toBe(false)
    expect(await users.list()).toHaveLength(1)
  })

  it('have names that are told apart exactly', async () => {
    const users = await newUsers('w1')
    for (const other of ['Alice', 'alice ', 'alic', '%', '_____', '']) {
      expect(await users.named(other)).toBeNull()
    }
  })

  it('get one of two new passwords that come at once', async () => {
    const users = await newUsers('w1')
    const changes = await Promise.all([
      users.change({ username: 'alice', passwordVersion: 0 }, { passwordHash: 'one' }, null),
      users.change({ username: 'alice', passwordVersion: 0 }, { passwordHash: 'two' }, null),
    ])
    expect(new Set(changes)).toEqual(new Set([false, true]))
    const won = changes[0] ? 'one' : 'two'
    expect(await users.named('alice')).toMatchObject({ passwordHash: won, passwordVersion: 1 })
  })

  it('are left as they are by who knows them under an id of before', async () => {
    const users = await newUsers('w1')
    await users.change({ username: 'alice', id: alice.id }, { id: 'new' }, null)
    const late = { username: 'alice', id: alice.id }
    expect(await users.change(late, { disabled: true }, null)).toBe(false)
    expect(await users.named('alice')).toMatchObject({ disabled: false })
    expect(await users.change({ ...late, id: 'new' }, { disabled: true }, null)).toBe(true)
  })

  it('lose their old id with a new one', async () => {
    const users = await newUsers('w1')
    const before = await users.named('alice')
    await users.change({ username: 'alice' }, { id: 'new' }, null)
    expect(await users.named('alice')).toEqual({ ...before, id: 'new' })
    expect(await users.find(alice.id)).toBeNull()
    expect(await users.find('new')).not.toBeNull()
  })
})

describeDrivers('the account events', (under) => {
  let driver: Driver
  beforeEach(async () => {
    driver = await openDriver(under)
  })
  afterEach(() => driver.close())
  const event = (id: string): PendingEvent => ({
    id,
    type: 'ban',
    account: 'id of alice',
    username: 'alice',
    waiting: ['s1', 's2'],
    owner: 'p1',
  })
  const isUnfinished = async () => (await driver.backend.workspaces.find('w1'))?.unfinished

  it('are recorded with the change of the account, or neither happens', async () => {
    const { backend } = driver
    const users = backend.users('w1')
    await users.add({ username: 'alice', id: 'id of alice', role: 'member', passwordHash: 'h' })
    const [mine, theirs] = [backend.accountEvents('w1'), backend.accountEvents('w2')]
    expect(await isUnfinished()).toBe(false)
    expect(await users.change({ username: 'nobody' }, { disabled: true }, event('e0'))).toBe(false)
    expect(await mine.pending()).toEqual([])
    expect(await users.change({ username: 'alice' }, { disabled: true }, event('e1'))).toBe(true)
    // The same event cannot be recorded twice: then the account does not change either.
    const again = users.change({ username: 'alice' }, { disabled: false }, event('e1'))
    await expect(again).rejects.toSatisfy((error) => !isStoreUnavailable(error))
    expect(await users.named('alice')).toMatchObject({ disabled: true })
    await mine.record(event('e2'))
    expect(await mine.pending()).toEqual([event('e1'), event('e2')])
    expect(await theirs.pending()).toEqual([])
    expect(await isUnfinished()).toBe(true)
    expect((await backend.workspaces.unfinished()).map(({ key }) => key)).toEqual(['w1'])
  })

  it('belong to one process at a time', async () => {
    const events = driver.backend.accountEvents('w1')
    await events.record(event('e1'))
    expect(await events.adopt('e1', 'p9', 'p2')).toBe(false)
    expect(await events.adopt('e1', 'p1', 'p2')).toBe(true)
    expect(await events.finish('e1', 'p1')).toBe(false)
    await events.release('e1', 'p1', [])
    expect(await events.pending()).toEqual([{ ...event('e1'), owner: 'p2' }])
    await events.release('e1', 'p2', ['s2'])
    expect(await events.pending()).toEqual([{ ...event('e1'), owner: null, waiting: ['s2'] }])
    const taken = await Promise.all(
      ['p3', 'p4', 'p5'].map((owner) => events.adopt('e1', null, owner)),
    )
    expect(taken.filter(Boolean)).toHaveLength(1)
    const owner = ['p3', 'p4', 'p5'][taken.indexOf(true)] ?? ''
    expect(await events.finish('e1', owner)).toBe(true)
    expect(await events.pending()).toEqual([])
    expect(await isUnfinished()).toBe(false)
  })
})
