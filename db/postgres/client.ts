import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import { migrate } from 'drizzle-orm/node-postgres/migrator'
import { Client, Pool } from 'pg'
import { checkTls } from './tls-files.ts'
import { demandOurs, Unfit } from '../unfit.ts'

export type PostgresDatabase = NodePgDatabase

export interface OpenPostgres {
  db: PostgresDatabase
  /**
   * Does what has to happen in one step, on a connection of its own. @throws what the work throws; then,
   * and when it takes too long, nothing has happened
   */
  transaction<Answer>(work: (db: PostgresDatabase) => Promise<Answer>): Promise<Answer>
  close(): Promise<void>
}

/** The oldest that is supported, as the server counts. */
const OLDEST = 150_000

/**
 * No wait is longer, in milliseconds: for a connection, for an answer, and for all of a transaction.
 * A request has two seconds, and one of each must fit into it. The server gives up before its client
 * does, who could only hang up.
 */
const CONNECTS_WITHIN = 750
const ANSWERS_WITHIN = 1_000
const STATEMENT_ENDS_WITHIN = 900
/** A node that was stopped amid a transaction holds its locks no longer than this. */
const IDLE_IN_TRANSACTION = 2_000
/** How long the start waits for a connection, while it loads what it needs, and for another node that is migrating. */
const FIRST_CONNECTS_WITHIN = 5_000
const MIGRATES_WITHIN = 60_000

/** Connections of one node: a server with its usual limit of 100 has room for nine nodes. */
const CONNECTIONS = 10

/** Under which the nodes agree who migrates: any number that nobody else uses. */
const MIGRATION_LOCK = 7_104_201

/**
 * Connects to a database, and applies the migrations that it lacks: of several nodes that start at
 * once, one does.
 * @param url `postgres://…`
 * @throws when it does not answer, is too old or of something else, or a migration fails
 */
export async function openPostgres(url: string): Promise<OpenPostgres> {
  await prepare(url)
  const pool = new Pool({
    connectionString: withSettings(url, {
      statement_timeout: STATEMENT_ENDS_WITHIN,
      lock_timeout: STATEMENT_ENDS_WITHIN,
      idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION,
      // Whatever the database's own are: a revocation that was answered must hold, and what is written
      // here is written for this isolation.
      synchronous_commit: 'on',
      default_transaction_isolation: 'read committed',
    }),
    application_name: 'logout-lab',
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECTS_WITHIN,
    query_timeout: ANSWERS_WITHIN,
    keepAlive: true,
  })
  // A connection that is lost while nobody uses it is replaced when somebody does.
  pool.on('error', () => undefined)
  let closed = false
  return {
    db: drizzle({ client: pool }),
    transaction: (work) => inTransaction(pool, work),
    async close() {
      if (closed) return
      closed = true
      await goodbye(pool)
    },
  }
}

/** A server that stands still would never say it. */
async function goodbye(connected: { end(): Promise<void> }): Promise<void> {
  await Promise.race([connected.end(), pause(ANSWERS_WITHIN, undefined, { ref: false })])
}

async function inTransaction<Answer>(
  pool: Pool,
  work: (db: PostgresDatabase) => Promise<Answer>,
): Promise<Answer> {
  const client = await pool.connect()
  // Whoever asks next is told that it was lost.
  const ignore = () => undefined
  client.on('error', ignore)
  let isHeld = true
  function letGo({ hangUp }: { hangUp: boolean }): void {
    if (isHeld) client.release(hangUp)
    isHeld = false
  }
  // What waits for an answer on that connection fails then.
  const limit = setTimeout(() => letGo({ hangUp: true }), ANSWERS_WITHIN)
  try {
    await client.query('BEGIN')
    const answer = await work(drizzle({ client }))
    await client.query('COMMIT')
    client.off('error', ignore)
    letGo({ hangUp: false })
    return answer
  } catch (error) {
    // The server undoes what was not committed on a connection that ends.
    letGo({ hangUp: true })
    throw error
  } finally {
    clearTimeout(limit)
  }
}

/** Looks whether the server will do, and migrates. */
async function prepare(url: string): Promise<void> {
  checkTls(new URL(url))
  const client = new Client({
    connectionString: withSettings(url, {
      lock_timeout: MIGRATES_WITHIN,
      // A node that was stopped amid it keeps the others out no longer than this.
      idle_session_timeout: MIGRATES_WITHIN,
      idle_in_transaction_session_timeout: MIGRATES_WITHIN,
    }),
    connectionTimeoutMillis: FIRST_CONNECTS_WITHIN,
    query_timeout: MIGRATES_WITHIN,
  })
  // What is lost in between is told by the next call.
  client.on('error', () => undefined)
  await client.connect()
  try {
    const settingOf = async (name: string) => {
      const { rows } = await client.query<Record<string, string>>(`SHOW ${name}`)
      return rows[0]?.[name]
    }
    if (Number(await settingOf('server_version_num')) < OLDEST) {
      throw new Unfit('it is older than PostgreSQL 15')
    }
    if ((await settingOf('server_encoding')) !== 'UTF8') throw new Unfit('its encoding is not UTF8')
    await client.query(`SELECT pg_advisory_lock(${MIGRATION_LOCK})`)
    // From the folder that the server was started in: Next moves this module into a bundle elsewhere.
    const migrationsFolder = join(process.cwd(), 'db', 'postgres', 'migrations')
    const known = readMigrationFiles({ migrationsFolder }).map(({ folderMillis }) => folderMillis)
    demandOurs(await applied(client), known, await isEmpty(client))
    await migrate(drizzle({ client }), { migrationsFolder }).catch((cause: unknown) => {
      throw new Unfit('a migration failed', { cause })
    })
  } finally {
    // Its lock goes with it.
    await goodbye(client)
  }
}

/** The moments of the migrations that it has had. */
async function applied(client: Client): Promise<number[]> {
  const table = 'drizzle.__drizzle_migrations'
  const { rows: found } = await client.query<{ is: boolean }>(
    `SELECT to_regclass('${table}') IS NOT NULL AS is`,
  )
  if (found[0]?.is !== true) return []
  const { rows } = await client.query<{ at: string }>(`SELECT created_at AS at FROM ${table}`)
  return rows.map(({ at }) => Number(at))
}

/** Whether nobody has made a table where the lab would: those of an extension are nobody's. */
async function isEmpty(client: Client): Promise<boolean> {
  const { rows } = await client.query(
    `SELECT FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = current_schema()::regnamespace
      AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_class.oid AND deptype = 'e') LIMIT 1`,
  )
  return rows.length === 0
}

/** The address with settings of the session, beside those that it has already. */
function withSettings(url: string, settings: Record<string, string | number>): string {
  const address = new URL(url)
  const told = Object.entries(settings).map(
    ([name, value]) => `-c ${name}=${String(value).replaceAll(' ', '\\ ')}`,
  )
  const before = address.searchParams.get('options')
  address.searchParams.set('options', [...(before ? [before] : []), ...told].join(' '))
  return address.href
}
