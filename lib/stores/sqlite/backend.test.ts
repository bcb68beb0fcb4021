import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getTableColumns, getTableName, is, sql } from 'drizzle-orm'
import { SQLiteTable, type SQLiteColumn } from 'drizzle-orm/sqlite-core'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openDatabase, type OpenDatabase } from '#db/client.ts'
import * as schema from '#db/schema.ts'
import { systemClock } from '../../kernel/clock.ts'
import { isStoreUnavailable } from '../../kernel/problem.ts'
import type { Backend } from '../backend.ts'
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

const owned = Object.values(schema)
  .filter((value) => is(value, SQLiteTable))
  .filter((table) => table !== schema.workspaces)
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
    const left = rowsOf(table)
    expect(JSON.stringify(left), getTableName(table)).not.toContain('gone')
    expect(left, getTableName(table)).toHaveLength(1)
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
