import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { virtualClock, type VirtualClock } from '../kernel/clock.ts'
import { systemRandom } from '../kernel/random.ts'
import type { Backend } from '../stores/backend.ts'
import { IN_MEMORY, openBackend } from '../stores/open.ts'
import { createChanges } from './changes.ts'
import { createWorkspaces, workspaceKey, type Workspaces } from './workspaces.ts'

const HOUR = 60 * 60 * 1000
const CENTURY = 100 * 365 * 24 * HOUR
let backend: Backend
let clock: VirtualClock
let workspaces: Workspaces
beforeEach(async () => {
  backend = await openBackend(IN_MEMORY)
  clock = virtualClock()
  workspaces = createWorkspaces(backend, clock, systemRandom, createChanges())
})
afterEach(() => backend.close())

describe('a workspace', () => {
  it('is found by its id, under a key that does not tell the id', async () => {
    const { id, record } = await workspaces.create('{"a":1}')
    expect(Buffer.from(id, 'base64url').length * 8).toBeGreaterThanOrEqual(128)
    expect(await workspaces.find(id)).toEqual({ ...record, keysVersion: 0, unfinished: false })
    expect(record.key).toBe(workspaceKey(id))
    expect(JSON.stringify(await backend.workspaces.find(record.key))).not.toContain(id)
    expect(await workspaces.find(record.key), 'a stolen table opens nothing').toBeNull()
    for (const other of ['', id.slice(1), `${id}x`, 'x'.repeat(43)]) {
      expect(await workspaces.find(other)).toBeNull()
    }
  })

  it('is gone when it is removed', async () => {
    const [gone, stays] = [await workspaces.create('{}'), await workspaces.create('{}')]
    await workspaces.remove(gone.record.key)
    expect(await workspaces.find(gone.id)).toBeNull()
    expect(await workspaces.find(stays.id)).not.toBeNull()
  })

  it('goes after a day without use, of real time, and not before', async () => {
    const { id, record } = await workspaces.create('{}')
    const used = await workspaces.create('{}')
    await workspaces.advance(record.key, 48 * HOUR)
    clock.advance(23 * HOUR)
    expect(await workspaces.sweep()).toBe(2)
    await workspaces.find(used.id)
    clock.advance(HOUR + 1)
    expect(await workspaces.sweep()).toBe(1)
    expect(await workspaces.find(id)).toBeNull()
    expect(await workspaces.find(used.id)).not.toBeNull()
  })

  it('moves its clock forward for a century of its own, and tells its time', async () => {
    const { id, record } = await workspaces.create('{}')
    expect(await workspaces.advance(record.key, 500)).toBe(clock.now() + 500)
    expect(await workspaces.advance(record.key, CENTURY - 500)).toBe(clock.now() + CENTURY)
    expect(await workspaces.advance(record.key, 1)).toBeNull()
    expect(await workspaces.advance('nobody', 1)).toBeNull()
    expect((await workspaces.find(id))?.clockOffset).toBe(CENTURY)
  })
})
