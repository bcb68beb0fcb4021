import {
  closeSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { getTableColumns, getTableName, sql } from 'drizzle-orm'
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openDatabase, type OpenDatabase } from '#db/client.ts'
import { tables as schema } from '#db/tables.ts'
import { systemClock } from '../../kernel/clock.ts'
import { isStoreUnavailable, isWorkspaceGone } from '../../kernel/problem.ts'
import type { Backend } from '../backend.ts'
import { within } from '../conformance/turns.ts'
import { openSqlite } from './backend.ts'

/** What is special about this driver: one file, whose tables others can reach. */

let folder: string
let backend: Backend
let beside: OpenDatabase
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lab-sqlite-'))
  backend = await openSqlite(join(folder, 'lab.db'))
  beside = openDatabase(join(folder, 'lab.db'))
})
afterEach(async () => {
  await backend.close()
  beside.close()
  rmSync(folder, { recursive: true, force: true })
})

const owned: SQLiteTable[] = Object.values(schema).filter(
  (table) => table !== schema.workspaces && table !== schema.serverState,
)
const rowsOf = (table: SQLiteTable) => beside.db.select().from(table).all()
const insert = (key: string, lastUsedAt = 0) =>
  backend.workspaces.insert({ key, settings: '{}', clockOffset: 0, createdAt: 0, lastUsedAt })

/** A row of a table, with some value in every column. */
function fill(table: SQLiteTable, workspace: string) {
  const columns: Record<string, SQLiteColumn> = getTableColumns(table)
  const values = Object.entries(columns).map(([name, column]): [string, unknown] => {
    if (name === 'workspace') return [name, workspace]
    if (column.enumValues) return [name, column.enumValues[0]]
    return [name, { number: 1, boolean: true, string: 'x' }[column.dataType as string] ?? 'x']
  })
  const row: Record<string, unknown> = Object.fromEntries(values)
  beside.db.insert(table).values(row).run()
}

it.each([
  ['removed', () => backend.removeWorkspace('gone')],
  ['idle', () => backend.removeIdleWorkspaces(1)],
])('a workspace that is %s leaves no row in any table', async (_, remove) => {
  await insert('gone', 0)
  await insert('stays', 1)
  expect(owned.length).toBeGreaterThan(5)
  for (const table of owned) for (const key of ['gone', 'stays']) fill(table, key)
  await remove()
  for (const table of owned) {
    // On a busy machine the last go after the answer.
    await expect.poll(() => rowsOf(table), { message: getTableName(table) }).toHaveLength(1)
    expect(JSON.stringify(rowsOf(table)), getTableName(table)).not.toContain('gone')
  }
})

it('an outage reaches whoever else has the file open', async () => {
  await insert('w')
  const other = await openSqlite(join(folder, 'lab.db'))
  const scope = { workspace: 'w', strategy: 's', clock: systemClock }
  const outage = await other.outage()
  await expect(backend.stores.versions(scope).current('a')).rejects.toSatisfy(isStoreUnavailable)
  await outage.end()
  expect(await backend.stores.versions(scope).current('a')).toBe(0)
  await other.close()
})

it('a table that is lost is an outage of its store alone', async () => {
  await insert('w')
  const scope = { workspace: 'w', strategy: 's', clock: systemClock }
  beside.db.run(sql.raw('DROP TABLE versions'))
  await expect(backend.stores.versions(scope).bump('a')).rejects.toSatisfy(isStoreUnavailable)
  expect(await backend.stores.sessions(scope).find('x')).toBeNull()
  beside.db.run(sql.raw('DROP TABLE accounts'))
  await expect(backend.users('w').list()).rejects.toSatisfy(isStoreUnavailable)
})

it('what is kept of a workspace that is gone is no outage', async () => {
  await insert('w')
  const { sessions, versions } = backend.stores
  const scope = { workspace: 'w', strategy: 's', clock: systemClock }
  await backend.removeWorkspace('w')
  await expect(versions(scope).bump('a')).rejects.toSatisfy(isWorkspaceGone)
  expect(await sessions(scope).find('x')).toBeNull()
})

/** Another process's lock, as far as this file's are concerned. */
function lock() {
  beside.db.run(sql`BEGIN IMMEDIATE`)
  return () => beside.db.run(sql`ROLLBACK`)
}

it('a lock is waited for, and nobody stands still meanwhile', async () => {
  const unlock = lock()
  let isWritten = false
  const written = insert('w').then(() => (isWritten = true))
  // Timers go on while it waits, however slow the machine is.
  for (let turn = 0; turn < 3; turn += 1) await pause(1)
  expect(isWritten).toBe(false)
  unlock()
  await written
  expect(await backend.workspaces.find('w')).not.toBeNull()
})

it('a lock that stays is an outage, waited for once by all that meet it', async () => {
  const unlock = lock()
  const began = performance.now()
  // Each by itself would wait for a second.
  await within(3_500, async () => {
    for (const key of ['a', 'b', 'c']) {
      await expect(insert(key)).rejects.toSatisfy(isStoreUnavailable)
    }
    expect(await backend.unavailable()).toEqual(['database (another process has locked it)'])
  })
  expect(performance.now() - began).toBeGreaterThan(900)
  unlock()
  expect(await backend.unavailable()).toEqual([])
})

it('a database that cannot be written is not ready, though it can be read', async () => {
  await insert('w')
  expect(await backend.unavailable()).toEqual([])
  // Nothing can grow or change any more.
  beside.db.run(
    sql.raw(`CREATE TRIGGER full BEFORE UPDATE ON server_state
    BEGIN SELECT RAISE(ABORT, 'made to fail'); END`),
  )
  expect(await backend.unavailable()).toEqual(['database (it does not answer)'])
  expect(await backend.workspaces.find('w')).not.toBeNull()
  beside.db.run(sql.raw('DROP TRIGGER full'))
  expect(await backend.unavailable()).toEqual([])
})

it('a table that is lost is named', async () => {
  beside.db.run(sql.raw('ALTER TABLE versions RENAME TO elsewhere'))
  expect(await backend.unavailable()).toEqual(['versions'])
  beside.db.run(sql.raw('ALTER TABLE elsewhere RENAME TO versions'))
  expect(await backend.unavailable()).toEqual([])
})

const patient = { timeout: 60_000 }

it('damage on the disk shows, and so does its end', async () => {
  for (let count = 0; count < 300; count += 1) await insert(`workspace ${count}`)
  beside.db.run(sql.raw('PRAGMA wal_checkpoint(TRUNCATE)'))
  const path = join(folder, 'lab.db')
  const whole = readFileSync(path)
  expect(await backend.unavailable()).toEqual([])
  const file = openSync(path, 'r+')
  writeSync(file, Buffer.alloc(whole.length - 4096, 0x5a), 0, null, 4096)
  closeSync(file)
  const damaged = ['database (it is damaged)']
  await expect.poll(() => backend.unavailable(), patient).toEqual(damaged)
  writeFileSync(path, whole)
  await expect.poll(() => backend.unavailable(), patient).toEqual([])
  expect(await backend.workspaces.find('workspace 7')).not.toBeNull()
})
