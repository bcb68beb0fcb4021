import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { findPostgres, sharedPostgres } from '../../../scripts/engines/postgres.ts'
import { systemClock } from '../../kernel/clock.ts'
import { isWorkspaceGone } from '../../kernel/problem.ts'
import type { LibrarySession } from '../contract.ts'
import { openPostgres, type PostgresPart } from './backend.ts'

/** What is over, or removed, goes in statements that nobody feels: counted in rows, by the server itself. */

// Where there is no PostgreSQL, a line says so, and what needs it counts as skipped.
describe.skipIf(findPostgres() === null)('PostgreSQL', () => {
  let nodes: PostgresPart[]
  let url: string
  let beside: Client
  beforeAll(async () => {
    url = await (await sharedPostgres()).newDatabase()
    nodes = await Promise.all([openPostgres(url), openPostgres(url), openPostgres(url)])
  })
  afterAll(() => Promise.all(nodes.map((node) => node.close())))
  beforeEach(async () => {
    await one().removeIdleWorkspaces(Number.MAX_SAFE_INTEGER)
    beside = new Client(url)
    await beside.connect()
  })
  afterEach(() => beside.end())

  const sum = (all: number[]) => all.reduce((total, each) => total + each, 0)
  const one = () => nodes[0] as PostgresPart
  const scope = { workspace: 'w', strategy: 's', clock: systemClock }
  const session = (token: string): LibrarySession => ({
    token,
    account: 'a',
    device: '',
    signedInAt: 0,
    expiresAt: Number.MAX_SAFE_INTEGER,
  })

  /** How many rows each statement deleted while `work` went on. */
  async function noted(work: () => Promise<void>) {
    await beside.query(`CREATE TABLE steps (what text, gone integer);
      CREATE FUNCTION noting() RETURNS trigger LANGUAGE plpgsql AS
        'BEGIN INSERT INTO steps SELECT TG_TABLE_NAME, count(*) FROM gone; RETURN NULL; END'`)
    for (const table of ['workspaces', 'library_sessions']) {
      await beside.query(`CREATE TRIGGER noting AFTER DELETE ON ${table}
        REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION noting()`)
    }
    const stepsOf = async (table: string) => {
      const found = await beside.query<{ gone: number }>('SELECT gone FROM steps WHERE what = $1', [
        table,
      ])
      return found.rows.map(({ gone }) => gone).filter((gone) => gone > 0)
    }
    try {
      await work()
      return {
        workspaces: await stepsOf('workspaces'),
        library_sessions: await stepsOf('library_sessions'),
      }
    } finally {
      await beside.query('DROP FUNCTION noting CASCADE; DROP TABLE steps')
    }
  }

  it('collects what is over in small statements, whoever holds a row of it', async () => {
    await beside.query(`INSERT INTO workspaces (key, settings, clock_offset, created_at, last_used_at)
      SELECT 'w' || n, '{}', 0, 0, n FROM generate_series(1, 201) AS n`)
    await beside.query(`INSERT INTO library_sessions
      (workspace, strategy, token, account, device, signed_in_at, expires_at)
      SELECT 'w201', 's', md5(n::text), 'a', '', 0, CASE n % 2 WHEN 0 THEN 0 ELSE 9e15 END
      FROM generate_series(1, 5000) AS n`)
    const steps = await noted(async () => {
      await beside.query(`BEGIN; SELECT FROM library_sessions WHERE token = md5('2') FOR UPDATE;
        SELECT FROM workspaces WHERE key = 'w1' FOR UPDATE`)
      await Promise.all(nodes.map((node) => node.prune(2 * 24 * 60 * 60 * 1000)))
      const removed = await one().removeIdleWorkspaces(201)
      await beside.query('COMMIT')
      expect(new Set(removed).size).toBe(199)
    })
    expect(sum(steps['library_sessions'])).toBe(2_499)
    expect(Math.max(...steps['library_sessions'])).toBeLessThanOrEqual(1_000)
    expect(Math.max(...steps['workspaces'])).toBe(50)
  })

  it('removes a workspace in small statements, and leaves nothing that counts where it fails', async () => {
    await beside.query(`INSERT INTO workspaces (key, settings, clock_offset, created_at, last_used_at)
      VALUES ('w', '{}', 0, 0, 0)`)
    await beside.query(`INSERT INTO library_sessions
      (workspace, strategy, token, account, device, signed_in_at, expires_at)
      SELECT 'w', 's', n::text, 'a', '', 0, 9e15 FROM generate_series(1, 2500) AS n`)
    const rows = async () => (await beside.query('SELECT FROM library_sessions')).rowCount
    const { find, listOf, insert } = one().stores.librarySessions(scope)
    expect(await find('7')).not.toBeNull()
    const steps = await noted(async () => {
      await beside.query('BEGIN; SELECT FROM library_sessions FOR UPDATE')
      // What cannot be deleted now is nobody's to wait for.
      await one().removeWorkspace('w')
      expect(await rows()).toBe(2_500)
      expect(await one().workspaces.find('w')).toBeNull()
      expect([await find('7'), await listOf('a'), await one().leak('w')]).toEqual([null, [], []])
      await expect(insert(session('late'))).rejects.toSatisfy(isWorkspaceGone)
      await beside.query('COMMIT')
      await one().removeWorkspace('w')
      await expect.poll(rows).toBe(0)
    })
    expect(sum(steps.library_sessions)).toBe(2_500)
    expect(Math.max(...steps.library_sessions)).toBeLessThanOrEqual(1_000)
    // Where nobody asks for it again, the next pruning does.
    await beside.query(`INSERT INTO library_sessions
      (workspace, strategy, token, account, device, signed_in_at, expires_at)
      SELECT 'gone', 's', n::text, 'a', '', 0, 9e15 FROM generate_series(1, 10) AS n`)
    await one().prune(0)
    expect(await rows()).toBe(0)
  })
})
