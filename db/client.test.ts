import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Driver from 'better-sqlite3'
import { getTableName, sql } from 'drizzle-orm'
import { getTableConfig } from 'drizzle-orm/sqlite-core'
import { afterAll, describe, expect, it } from 'vitest'
import { openDatabase } from './client.ts'
import { migrate } from './migrate.ts'
import { tables as schema } from './tables.ts'
import { Unfit } from './unfit.ts'

const folder = mkdtempSync(join(tmpdir(), 'lab-db-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function emptyFile(name: string) {
  const path = join(folder, name)
  writeFileSync(path, '')
  return path
}

const tables = Object.values(schema)

describe('a connection', () => {
  it('writes through to the disk, whether it is the first or a later one', () => {
    const path = join(folder, 'full.db')
    const pragma = (opened: ReturnType<typeof openDatabase>, name: string) =>
      Object.values(opened.db.get<Record<string, unknown>>(sql.raw(`PRAGMA ${name}`)))[0]
    const first = openDatabase(path)
    const second = openDatabase(path)
    for (const opened of [first, second]) {
      expect(pragma(opened, 'synchronous')).toBe(2)
      expect(pragma(opened, 'journal_mode')).toBe('wal')
      expect(pragma(opened, 'foreign_keys')).toBe(1)
      opened.close()
    }
    const later = openDatabase(path)
    expect(pragma(later, 'synchronous')).toBe(2)
    later.close()
  })

  it('makes the folder that it lies in', () => {
    const { db, close } = openDatabase(join(folder, 'deep', 'er', 'lab.db'))
    expect(db.select().from(schema.workspaces).all()).toEqual([])
    close()
  })

  it.each([
    ['a folder', () => folder],
    ['a file below a file', () => join(emptyFile('file'), 'lab.db')],
    ['a file where no folder can be made', () => '/proc/lab/deep/er/lab.db'],
  ])('does not open %s, and does not try for ever', (_, path) => {
    expect(() => openDatabase(path())).toThrow(Error)
  })

  it('rests in one file once it is closed, though others have read it', () => {
    const path = join(folder, 'closed.db')
    const { db, close } = openDatabase(path)
    const row = { key: 'k', settings: '{}', clockOffset: 0, createdAt: 1, lastUsedAt: 1 }
    db.insert(schema.workspaces).values(row).run()
    const reader = openDatabase(path)
    expect(reader.db.select().from(schema.workspaces).all()).toMatchObject([row])
    close()
    const copy = join(folder, 'closed-copy.db')
    cpSync(path, copy)
    reader.close()
    const { db: restored, close: end } = openDatabase(copy)
    expect(restored.select().from(schema.workspaces).all()).toMatchObject([row])
    end()
  })

  it('does not open what is no database', () => {
    const path = join(folder, 'text.db')
    writeFileSync(path, 'this is not a database, and long enough to be read as one '.repeat(20))
    expect(() => openDatabase(path)).toThrow(/not a database/)
  })
})

describe('the migrations', () => {
  it('apply once, and do no harm when they are applied again', () => {
    const path = join(folder, 'twice.db')
    const first = openDatabase(path)
    const row = { key: 'k', settings: '{}', clockOffset: 0, createdAt: 1, lastUsedAt: 1 }
    first.db.insert(schema.workspaces).values(row).run()
    first.close()
    for (let count = 0; count < 2; count += 1) {
      const again = openDatabase(path)
      expect(again.db.select().from(schema.workspaces).all()).toMatchObject([row])
      again.close()
    }
  })

  it('apply once when two processes start at once: looking and applying are one step', () => {
    const path = join(folder, 'both.db')
    const said: string[] = []
    const sqlite = new Driver(path, { verbose: (text) => said.push(String(text)) })
    const migrations = join(import.meta.dirname, 'migrations')
    migrate(sqlite, migrations)
    expect([said[0], said.at(-1)]).toEqual(['BEGIN IMMEDIATE', 'COMMIT'])
    expect(said.join()).toContain('sqlite_master')
    openDatabase(path).close()
    const applied = sqlite.prepare('SELECT count(*) AS n FROM __drizzle_migrations').get()
    const files = readdirSync(migrations).filter((name) => name.endsWith('.sql'))
    expect(applied).toEqual({ n: files.length })
    sqlite.close()
  })

  const later = `INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('x', 9e12)`
  it.each([
    ['that a newer version has changed', /another version/, later],
    ['of something else', /something else/, 'CREATE TABLE notes (text)'],
    ['with a table of the same name', /something else/, 'CREATE TABLE workspaces (text)'],
  ])('leave a file alone %s', (name, why, text) => {
    const path = join(folder, `${name}.db`)
    if (text === later) openDatabase(path).close()
    const sqlite = new Driver(path)
    sqlite.exec(text)
    const dump = () => sqlite.prepare('SELECT name, sql FROM sqlite_master').all()
    const before = dump()
    expect(() => openDatabase(path)).toThrow(why)
    expect(() => openDatabase(path)).toThrow(Unfit)
    expect(dump()).toEqual(before)
    sqlite.close()
  })

  it('make the very tables of the schema: columns, keys, indexes and cascades', () => {
    const path = join(folder, 'shape.db')
    openDatabase(path).close()
    const sqlite = new Driver(path, { readonly: true })
    const all = (text: string) => sqlite.prepare<[], Record<string, unknown>>(text).all()
    const made = all(
      `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`,
    ).map(({ name }) => name)
    const named = ['__drizzle_migrations', ...tables.map(getTableName)]
    expect(new Set(made)).toEqual(new Set(named))
    for (const table of tables) {
      const { name, columns, indexes, primaryKeys, foreignKeys } = getTableConfig(table)
      const shape = all(`PRAGMA table_info(${name})`)
      // In whatever order: a column that was added later stands last.
      const columnOf = (called: unknown, type: unknown, isRequired: unknown) => [
        called,
        { type: String(type).toLowerCase(), isRequired: Boolean(isRequired) },
      ]
      expect(
        Object.fromEntries(shape.map((row) => columnOf(row['name'], row['type'], row['notnull']))),
      ).toEqual(
        Object.fromEntries(columns.map((one) => columnOf(one.name, one.getSQLType(), one.notNull))),
      )
      const keyed = shape
        .filter(({ pk }) => pk !== 0)
        .toSorted((a, b) => Number(a['pk']) - Number(b['pk']))
      const key =
        primaryKeys[0]?.columns.map((column) => column.name) ??
        columns.filter(({ primary }) => primary).map((column) => column.name)
      expect(
        keyed.map((column) => column['name']),
        name,
      ).toEqual(key)
      const indexed = all(`PRAGMA index_list(${name})`).filter(({ origin }) => origin === 'c')
      expect(new Set(indexed.map((index) => index['name'])), name).toEqual(
        new Set(indexes.map(({ config }) => config.name)),
      )
      const references = all(`PRAGMA foreign_key_list(${name})`)
      expect(references.map((reference) => reference['on_delete'])).toEqual(
        foreignKeys.map(({ onDelete }) => onDelete?.toUpperCase()),
      )
      const isOwned = name !== 'workspaces' && name !== 'server_state'
      expect(
        references.map(({ table: to }) => to),
        name,
      ).toEqual(isOwned ? ['workspaces'] : [])
    }
    sqlite.close()
  })

  it('keep the keys of before there were retired ones, for as long as a token could be set to live', () => {
    const sqlite = new Driver(join(folder, 'old-keys.db'))
    const run = (name: string) => {
      const text = readFileSync(new URL(`migrations/${name}.sql`, import.meta.url), 'utf8')
      for (const statement of text.split('--> statement-breakpoint')) sqlite.exec(statement)
    }
    for (const name of ['0000_start', '0001_more-stores']) run(name)
    sqlite.exec(`INSERT INTO workspaces VALUES ('w', '{}', 0, 0, 0)`)
    for (const algorithm of ['HS256', 'ES256']) {
      sqlite.exec(
        `INSERT INTO signing_keys (workspace, strategy, algorithm, kid, sealed) VALUES ('w', 's', '${algorithm}', '${algorithm}', 'x')`,
      )
    }
    run('0006_retired-keys')
    const kept = sqlite.prepare('SELECT kid, number, lifetime, verifies_until FROM signing_keys')
    const key = {
      // 400 days and the two minutes of the grace.
      lifetime: 34_560_120_000,
      verifies_until: null,
    }
    expect(kept.all()).toEqual([
      { kid: 'HS256', number: 1, ...key },
      { kid: 'ES256', number: 2, ...key },
    ])
    sqlite.close()
  })

  it('are copied whole with the file', () => {
    const path = join(folder, 'whole.db')
    openDatabase(path).close()
    const copy = join(folder, 'copy.db')
    cpSync(path, copy)
    const { db, close } = openDatabase(copy)
    expect(db.select().from(schema.workspaces).all()).toEqual([])
    close()
  })
})
