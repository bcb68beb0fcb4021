import { getTableColumns, getTableName, is } from 'drizzle-orm'
import { SQLiteTable, type SQLiteColumn } from 'drizzle-orm/sqlite-core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase, type OpenDatabase } from '#db/client.ts'
import * as schema from '#db/schema.ts'
import { virtualClock, type VirtualClock } from '../../kernel/clock.ts'
import { systemRandom } from '../../kernel/random.ts'
import { sqliteUsers } from './users.ts'
import { sqliteWorkspaces, type Workspaces } from './workspaces.ts'

const HOUR = 60 * 60 * 1000
let open: OpenDatabase
let clock: VirtualClock
let workspaces: Workspaces
beforeEach(() => {
  open = openDatabase(':memory:')
  clock = virtualClock()
  workspaces = sqliteWorkspaces(open.db, clock, systemRandom)
})
afterEach(() => open.close())

const tables = Object.values(schema).filter((value) => is(value, SQLiteTable))
const owned = tables.filter((table) => table !== schema.workspaces)
const rowsOf = (table: SQLiteTable) => open.db.select().from(table).all()

/** A row of a table, with some value in every column. */
function fill(table: SQLiteTable, workspace: string) {
  const columns: Record<string, SQLiteColumn> = getTableColumns(table)
  const values = Object.entries(columns).map(([name, column]): [string, unknown] => {
    if (name === 'workspace') return [name, workspace]
    if (column.enumValues) return [name, column.enumValues[0]]
    return [name, { number: 1, boolean: true, string: 'x' }[column.dataType as string] ?? 'x']
  })
  const row: Record<string, unknown> = Object.fromEntries(values)
  open.db.insert(table).values(row).run()
}

describe('a workspace', () => {
  it('is found by its id, which the database does not hold', async () => {
    const { id, record } = await workspaces.create('{"a":1}')
    expect(Buffer.from(id, 'base64url').length * 8).toBeGreaterThanOrEqual(128)
    expect(await workspaces.find(id)).toMatchObject(record)
    expect(JSON.stringify(rowsOf(schema.workspaces))).not.toContain(id)
    expect(await workspaces.find(record.key), 'a stolen table opens nothing').toBeNull()
    for (const other of ['', id.slice(1), `${id}x`, 'x'.repeat(43)]) {
      expect(await workspaces.find(other)).toBeNull()
    }
  })

  it('takes everything that it holds along, from every table', async () => {
    const [gone, stays] = [await workspaces.create('{}'), await workspaces.create('{}')]
    expect(owned.length).toBeGreaterThan(5)
    for (const table of owned) {
      fill(table, gone.record.key)
      fill(table, stays.record.key)
    }
    await workspaces.remove(gone.record.key)
    for (const table of owned) {
      const left = rowsOf(table)
      expect(JSON.stringify(left), getTableName(table)).not.toContain(gone.record.key)
      expect(left, getTableName(table)).toHaveLength(1)
    }
    expect(await workspaces.find(gone.id)).toBeNull()
    expect(await workspaces.find(stays.id)).not.toBeNull()
  })

  it('goes after a day without use, of real time, and not before', async () => {
    const { id, record } = await workspaces.create('{}')
    const used = await workspaces.create('{}')
    for (const table of owned) fill(table, record.key)
    await workspaces.advance(record.key, 48 * HOUR)
    clock.advance(23 * HOUR)
    expect(await workspaces.sweep()).toBe(2)
    await workspaces.find(used.id)
    clock.advance(HOUR + 1)
    expect(await workspaces.sweep()).toBe(1)
    expect(await workspaces.find(id)).toBeNull()
    for (const table of owned) expect(rowsOf(table)).toEqual([])
    expect(await workspaces.find(used.id)).not.toBeNull()
  })

  it('changes its settings in one step, or not at all', async () => {
    const { id, record } = await workspaces.create('0')
    await Promise.all(
      Array.from({ length: 20 }, () =>
        workspaces.changeSettings(record.key, (stored) => String(Number(stored) + 1)),
      ),
    )
    expect((await workspaces.find(id))?.settings).toBe('20')
    await workspaces.changeSettings(record.key, () => null)
    expect((await workspaces.find(id))?.settings).toBe('20')
    await workspaces.changeSettings('nobody', () => 'x')
  })

  it('moves its clock forward by exact steps, for a century', async () => {
    const { id, record } = await workspaces.create('{}')
    const steps = Array.from({ length: 20 }, () => workspaces.advance(record.key, 500))
    expect(new Set(await Promise.all(steps))).toEqual(new Set([true]))
    expect((await workspaces.find(id))?.clockOffset).toBe(10_000)
    expect(await workspaces.advance(record.key, 100 * 365 * 24 * HOUR)).toBe(false)
    expect(await workspaces.advance('nobody', 1)).toBe(false)
    expect((await workspaces.find(id))?.clockOffset).toBe(10_000)
  })
})

describe('the users of a workspace', () => {
  const newUsers = async () => {
    const { record } = await workspaces.create('{}')
    const users = sqliteUsers(open.db, systemRandom, record.key)
    await users.add({ username: 'alice', role: 'member', passwordHash: 'hash' })
    return users
  }

  it('are nobody else’s, though they have the same names', async () => {
    const [mine, theirs] = [await newUsers(), await newUsers()]
    const alice = await theirs.named('alice')
    expect(await mine.find(alice?.id ?? '')).toBeNull()
    await mine.setDisabled('alice', true)
    await mine.setRole('alice', 'admin')
    await mine.setPassword('alice', 'other', 0)
    await mine.rekey('alice')
    expect(await theirs.named('alice')).toEqual(alice)
    await mine.remove('alice')
    expect(await theirs.list()).toEqual([alice])
    expect(await mine.list()).toEqual([])
  })

  it('have names that are told apart exactly', async () => {
    const users = await newUsers()
    for (const other of ['Alice', 'alice ', 'alic', '%', '_____', '']) {
      expect(await users.named(other)).toBeNull()
    }
  })

  it('get one of two new passwords that come at once', async () => {
    const users = await newUsers()
    const version = (await users.named('alice'))?.passwordVersion ?? -1
    const changes = await Promise.all([
      users.setPassword('alice', 'one', version),
      users.setPassword('alice', 'two', version),
    ])
    expect(changes).toEqual([true, false])
    expect(await users.named('alice')).toMatchObject({ passwordHash: 'one', passwordVersion: 1 })
  })

  it('lose their old lookup id with a new one', async () => {
    const users = await newUsers()
    const before = await users.named('alice')
    await users.rekey('alice')
    const after = await users.named('alice')
    expect(after).toEqual({ ...before, id: after?.id })
    expect(after?.id).not.toBe(before?.id)
    expect(await users.find(before?.id ?? '')).toBeNull()
  })
})
