import { afterEach, beforeEach, expect, it } from 'vitest'
import { isStoreUnavailable } from '../../kernel/problem.ts'
import { describeDrivers, openDriver, type Driver } from './drivers.ts'
import { fill, left } from './filled.ts'

const HOUR = 60 * 60 * 1000
const DAY = 24 * HOUR

describeDrivers('the backend', (under) => {
  let driver: Driver
  beforeEach(async () => {
    driver = await openDriver(under)
  })
  afterEach(() => driver.close())

  it('knows of itself what was put in the place of what it knew', async () => {
    const { serverState } = driver.backend
    expect(await serverState.read('x')).toBeNull()
    expect(await serverState.swap('x', 'something', 'one')).toBe(false)
    const first = ['one', 'two'].map((text) => serverState.swap('x', null, text))
    expect((await Promise.all(first)).filter(Boolean)).toHaveLength(1)
    const known = await serverState.read('x')
    expect(await serverState.swap('x', 'other', 'three')).toBe(false)
    expect(await serverState.swap('x', known, 'three')).toBe(true)
    expect(await serverState.read('x')).toBe('three')
    expect(await serverState.read('y')).toBeNull()
  })

  it('keeps one copy of the thief for each strategy, until they are cleared', async () => {
    const [mine, theirs] = [driver.backend.thiefCopies('w1'), driver.backend.thiefCopies('w2')]
    await mine.put('a', 'first')
    await mine.put('a', 'second')
    await mine.put('b', 'third')
    await theirs.put('a', 'theirs')
    const kept = new Map([
      ['a', 'second'],
      ['b', 'third'],
    ])
    expect(await mine.all()).toEqual(kept)
    await mine.clear()
    expect(await mine.all()).toEqual(new Map())
    expect(await theirs.all()).toEqual(new Map([['a', 'theirs']]))
  })

  it('shows what a strategy keeps, and of what opens a session only the beginning', async () => {
    await fill(driver, 'w1', 'mine')
    await fill(driver, 'w2', 'theirs')
    const shown = await driver.backend.inspect('w1', 's')
    expect(shown.length).toBeGreaterThan(5)
    for (const { table, rows } of shown) expect(rows, table).toHaveLength(1)
    const text = JSON.stringify(shown)
    expect(text).toContain('mine session')
    for (const secret of ['mine hash', 'mine library token', 'w1', 'theirs', 'sealed']) {
      expect(text).not.toContain(secret)
    }
    expect(await driver.backend.inspect('w1', 'another')).toEqual([])
  })

  it('leaks every text of the session state of one workspace, whole', async () => {
    await fill(driver, 'w1', 'mine')
    await fill(driver, 'w2', 'theirs')
    const texts = await driver.backend.leak('w1')
    for (const kept of ['session', 'hash', 'token', 'family', 'library token', 'account']) {
      expect(texts).toContain(`mine ${kept}`)
    }
    expect(new Set(texts).size).toBe(texts.length)
    for (const text of texts) expect(text).not.toMatch(/theirs|^s$|^w1$|key|copy/)
  })

  it('takes session state away and gives it back, while accounts and keys answer', async () => {
    await fill(driver, 'w1', 'mine')
    const before = await left(driver, 'w1', 'mine')
    const { sessions, revocations, refreshFamilies, versions, cutOffs, librarySessions, keys } =
      driver.storesOf('w1', 's')
    const outage = await driver.backend.outage()
    const asked: (() => Promise<unknown>)[] = [
      () => sessions.find('mine session'),
      () => sessions.listOf('mine account'),
      () => sessions.touch('mine session', 1),
      () => revocations.isRevoked({ id: 'mine token', account: 'a', stamp: 0 }),
      () => revocations.revoke('another', 1),
      () => refreshFamilies.find('mine family'),
      () => versions.current('mine account'),
      () => versions.bump('mine account'),
      () => cutOffs.last('mine account'),
      () => librarySessions.find('mine library token'),
    ]
    for (const ask of asked)
      await expect(ask(), ask.toString()).rejects.toSatisfy(isStoreUnavailable)
    expect(await keys.list()).toEqual(before.keys)
    expect(await driver.backend.users('w1').list()).toEqual(before.users)
    expect(await driver.backend.workspaces.find('w1')).toEqual(before.workspace)
    await outage.end()
    expect(await left(driver, 'w1', 'mine')).toEqual(before)
  })

  it('prunes by the clock of each workspace, a day after the end', async () => {
    const { backend, storesOf, clock } = driver
    const ahead = HOUR
    await backend.workspaces.advance('w2', ahead, ahead)
    const insert = (workspace: 'w1' | 'w2', id: string, expiresAt: number) =>
      storesOf(workspace, 's').sessions.insert({
        id,
        secretHash: '',
        account: 'a',
        device: '',
        signedInAt: 0,
        lastSeenAt: 0,
        expiresAt,
      })
    const now = clock.now()
    await insert('w1', 'told', now - DAY + 1)
    await insert('w1', 'forgotten', now - DAY)
    await insert('w2', 'told', now + ahead - DAY + 1)
    await insert('w2', 'forgotten', now + ahead - DAY)
    for (const workspace of ['w1', 'w2'] as const) {
      await storesOf(workspace, 's').versions.bump('a')
      await storesOf(workspace, 's').cutOffs.set('a')
    }
    await backend.prune(now)
    for (const workspace of ['w1', 'w2'] as const) {
      const texts = await backend.leak(workspace)
      expect(texts).toContain('told')
      expect(texts).not.toContain('forgotten')
      expect(await storesOf(workspace, 's').versions.current('a')).toBe(1)
      expect(await storesOf(workspace, 's').cutOffs.last('a')).toBeGreaterThan(0)
    }
  })

  it('says what does not answer, and fails as an outage once it is closed', async () => {
    const { backend, storesOf } = driver
    const { sessions, versions, cutOffs, keys } = storesOf('w1', 's')
    expect(await backend.unavailable()).toEqual([])
    await backend.close()
    expect(await backend.unavailable()).not.toEqual([])
    const asked: (() => Promise<unknown>)[] = [
      () => backend.workspaces.find('w1'),
      () => backend.workspaces.changeSettings('w1', () => 'x'),
      () => backend.workspaces.count(),
      () => backend.users('w1').find('a'),
      () => backend.users('w1').change({ username: 'a' }, { role: 'admin' }, null),
      () => backend.accountEvents('w1').pending(),
      () => backend.thiefCopies('w1').all(),
      () => backend.removeWorkspace('w1'),
      () => backend.removeIdleWorkspaces(0),
      () => backend.inspect('w1', 's'),
      () => backend.leak('w1'),
      () => backend.outage(),
      () => backend.prune(0),
      () => sessions.find('x'),
      () => versions.current('a'),
      () => cutOffs.last('a'),
      () => keys.list(),
    ]
    for (const ask of asked)
      await expect(ask(), ask.toString()).rejects.toSatisfy(isStoreUnavailable)
  })
})
