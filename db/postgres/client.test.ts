import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { getTableColumns, getTableName, sql } from 'drizzle-orm'
import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findPostgres, sharedPostgres } from '../../scripts/engines/postgres.ts'
import { within } from '../../lib/stores/conformance/turns.ts'
import { openPostgres, type OpenPostgres, type PostgresDatabase } from './client.ts'
import * as schema from './schema.ts'

const tables: PgTable[] = Object.values(schema)

describe.skipIf(findPostgres() === null)('a database of PostgreSQL', () => {
  let url: string
  let nodes: OpenPostgres[]
  beforeAll(async () => {
    url = await (await sharedPostgres()).newDatabase()
    // On an empty database, all at once.
    nodes = await Promise.all([openPostgres(url), openPostgres(url), openPostgres(url)])
  })
  afterAll(() => Promise.all(nodes.map(({ close }) => close())))
  const rows = async (text: string) => (await nodes[0]?.db.execute(sql.raw(text)))?.rows ?? []

  it('is migrated once by three nodes that start at once', async () => {
    const applied = await rows('SELECT hash FROM drizzle.__drizzle_migrations')
    expect(applied.length).toBeGreaterThan(1)
    expect(new Set(applied.map(({ hash }) => hash)).size).toBe(applied.length)
  })

  it('has the very tables of the schema: columns, keys, indexes and cascades', async () => {
    const made = await rows(`SELECT tablename FROM pg_tables WHERE schemaname = 'public'`)
    expect(new Set(made.map(({ tablename }) => tablename))).toEqual(
      new Set(tables.map(getTableName)),
    )
    for (const table of tables) {
      const { name, columns, indexes, foreignKeys } = getTableConfig(table)
      const shape = await rows(
        `SELECT column_name, data_type, is_nullable FROM information_schema.columns WHERE table_name = '${name}'`,
      )
      const typeOf = ({ data_type: type, is_nullable: nullable }: (typeof shape)[number]) =>
        `${String(type)} ${String(nullable)}`
      expect(Object.fromEntries(shape.map((row) => [row['column_name'], typeOf(row)]))).toEqual(
        Object.fromEntries(
          columns.map((one) => [one.name, `${one.getSQLType()} ${one.notNull ? 'NO' : 'YES'}`]),
        ),
      )
      const indexed = await rows(
        `SELECT indexname FROM pg_indexes WHERE tablename = '${name}' AND indexname NOT LIKE '%pk%'`,
      )
      expect(new Set(indexed.map(({ indexname }) => indexname)), name).toEqual(
        new Set(indexes.map(({ config }) => config.name)),
      )
      const isOwned = 'workspace' in getTableColumns(table) && table !== schema.librarySessions
      expect(foreignKeys.map(({ onDelete }) => onDelete)).toEqual(isOwned ? ['cascade'] : [])
    }
  })

  it('writes through to the disk, whatever its own settings are', async () => {
    await rows(`ALTER DATABASE ${new URL(url).pathname.slice(1)} SET synchronous_commit = off`)
    const later = await openPostgres(`${url}&options=-c%20work_mem%3D123kB`)
    const setting = async (name: string) => {
      const found = await later.db.execute(sql.raw(`SHOW ${name}`))
      return found.rows[0]?.[name]
    }
    expect(await setting('synchronous_commit')).toBe('on')
    expect(await setting('default_transaction_isolation')).toBe('read committed')
    expect(await setting('work_mem')).toBe('123kB')
    await later.close()
  })

  it('undoes a transaction that fails, or that takes too long', async () => {
    const [node] = nodes
    const row = { name: 'x', value: 'y' }
    const works: [string, (tx: PostgresDatabase) => Promise<void>][] = [
      ['another mind', async () => Promise.reject(new Error('of another mind'))],
      [
        'pg_sleep',
        async (tx) => {
          for (let count = 0; count < 3; count += 1) await tx.execute(sql`SELECT pg_sleep(0.6)`)
        },
      ],
    ]
    for (const [why, work] of works) {
      const done = node?.transaction(async (tx) => {
        await tx.insert(schema.serverState).values(row)
        await work(tx)
      })
      await within(1_700, () => expect(done).rejects.toThrow(why))
      expect(await rows('SELECT * FROM server_state')).toEqual([])
    }
  })

  it('starts, and ends, beside a server that never says goodbye', async () => {
    const socket = `${new URL(url).searchParams.get('host')}/.s.PGSQL.5432`
    const terminate = Buffer.from([0x58, 0, 0, 0, 4])
    const ends: Socket[] = []
    const line = createServer({ allowHalfOpen: true }, (near) => {
      const far = connect(socket)
      ends.push(near, far)
      near.on('data', (data) => data.equals(terminate) || far.write(data))
      far.on('data', (data) => near.write(data))
    })
    await new Promise<void>((resolve) => line.listen(0, '127.0.0.1', resolve))
    const silent = new URL(url)
    silent.port = String((line.address() as AddressInfo).port)
    silent.searchParams.set('host', '127.0.0.1')
    const node = await openPostgres(silent.href)
    expect((await node.db.execute(sql`SELECT 1 AS one`)).rows).toEqual([{ one: 1 }])
    await node.close()
    for (const end of ends) end.destroy()
    line.close()
  })

  it.each([
    ['that a newer version has changed', 'another version'],
    ['of something else', 'something else'],
  ])('leaves a database alone %s', async (_, why) => {
    const other = await (await sharedPostgres()).newDatabase()
    if (why === 'another version') await (await openPostgres(other)).close()
    const client = new Client(other)
    await client.connect()
    await client.query(
      why === 'another version'
        ? `INSERT INTO drizzle.__drizzle_migrations (hash, created_at) VALUES ('x', 9000000000000)`
        : 'CREATE TABLE notes (line text)',
    )
    await expect(openPostgres(other)).rejects.toThrow(why)
    const made = await client.query(`SELECT FROM pg_tables WHERE schemaname = 'public'`)
    expect(made.rowCount).toBe(why === 'another version' ? tables.length : 1)
    await client.end()
  })

  it.each([['latin1'], ['sql_ascii']])('is refused where it is kept as %s', async (encoding) => {
    // On a connection of its own: those of the lab have a limit for every wait, and this copies files.
    const client = new Client(url)
    await client.connect()
    await client.query(`CREATE DATABASE ${encoding} ENCODING '${encoding}' TEMPLATE template0`)
    await client.end()
    const other = new URL(url)
    other.pathname = `/${encoding}`
    await expect(openPostgres(other.href)).rejects.toThrow('UTF8')
  })
})
