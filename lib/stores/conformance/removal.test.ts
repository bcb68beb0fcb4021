import { setImmediate as othersTurn } from 'node:timers/promises'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { isWorkspaceGone } from '../../kernel/problem.ts'
import { describeDrivers, insertWorkspace, openDriver, type Driver } from './drivers.ts'
import { fill, left } from './filled.ts'

const HOUR = 60 * 60 * 1000

const nothing = {
  workspace: null,
  users: [],
  copies: [],
  keys: [],
  version: 0,
  cutOff: 0,
  inspected: [],
  leaked: [],
}

describeDrivers('the removal of workspaces', (under) => {
  let driver: Driver
  beforeEach(async () => {
    driver = await openDriver(under)
  })
  afterEach(() => driver.close())

  it('removes a workspace with all that it holds, and no other', async () => {
    await fill(driver, 'w1', 'gone')
    await fill(driver, 'w2', 'kept')
    const before = await left(driver, 'w2', 'kept')
    for (const part of Object.values(before)) expect(part).toBeTruthy()
    await driver.backend.removeWorkspace('w1')
    await driver.backend.removeWorkspace('w1')
    expect(await left(driver, 'w1', 'gone')).toEqual(nothing)
    expect(await left(driver, 'w2', 'kept')).toEqual(before)
    await insertWorkspace(driver.backend, 'w1')
    expect(await left(driver, 'w1', 'gone')).toMatchObject({ ...nothing, workspace: { key: 'w1' } })
  })

  it('removes idle workspaces with all that they hold', async () => {
    await fill(driver, 'w1', 'gone')
    await fill(driver, 'w2', 'kept')
    await driver.backend.workspaces.touch('w2', driver.clock.now() + 1)
    const before = await left(driver, 'w2', 'kept')
    const removed = await driver.backend.removeIdleWorkspaces(driver.clock.now() + 1)
    expect(removed).toEqual(['w1'])
    expect(await left(driver, 'w1', 'gone')).toEqual(nothing)
    expect(await left(driver, 'w2', 'kept')).toEqual(before)
  })

  it('refuses a workspace from the first step of its removal on', async () => {
    const { backend, storesOf, clock } = driver
    const at = { signedInAt: 0, lastSeenAt: 0, expiresAt: clock.now() + HOUR }
    const session = (id: string) => ({ id, secretHash: '', account: 'a', device: '', ...at })
    // More than go in one step, wherever they are kept.
    const ids = Array.from({ length: 250 }, (_, n) => `${n}`)
    const before = storesOf('w1', 's')
    await before.versions.bump('a')
    const row = { account: 'a', device: '', signedInAt: 0, expiresAt: at.expiresAt }
    await before.librarySessions.insert({ ...row, token: 'library token' })
    await Promise.all(ids.map((id) => before.sessions.insert(session(id))))
    const over = new AbortController()
    const removing = backend.removeWorkspace('w1').finally(() => over.abort())
    // Where it is over before anybody asks again, once after it.
    for (let turns = 0; turns === 0 || !over.signal.aborted;) {
      await othersTurn()
      if ((await backend.workspaces.find('w1')) !== null) continue
      turns += 1
      const { sessions, versions, librarySessions } = storesOf('w1', 's')
      const found = await Promise.all(['0', '249'].map((id) => sessions.find(id)))
      expect(found).toEqual([null, null])
      expect(await versions.current('a')).toBe(0)
      expect(await librarySessions.find('library token')).toBeNull()
      expect(await backend.users('w1').list()).toEqual([])
      expect(await backend.leak('w1')).toEqual([])
      for (const stores of [before, storesOf('w1', 's')]) {
        await expect(stores.sessions.insert(session('late'))).rejects.toSatisfy(isWorkspaceGone)
      }
    }
    await removing
  })

  it('keeps nothing more of a workspace that has been removed', async () => {
    const { versions, sessions, revocations, cutOffs } = driver.storesOf('w1', 's')
    await versions.bump('a')
    await driver.backend.removeWorkspace('w1')
    const at = { signedInAt: 0, lastSeenAt: 0, expiresAt: driver.clock.now() + HOUR }
    const late = { id: 'late', secretHash: '', account: 'a', device: '', ...at }
    const kept: (() => Promise<unknown>)[] = [
      () => versions.bump('a'),
      () => cutOffs.set('a'),
      () => revocations.revoke('t', at.expiresAt),
      () => sessions.insert(late),
    ]
    for (const keep of kept) {
      await expect(keep(), keep.toString()).rejects.toSatisfy(isWorkspaceGone)
    }
    expect(await sessions.find('late')).toBeNull()
    expect(await driver.backend.inspect('w1', 's')).toEqual([])
  })
})
