import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { setImmediate as othersTurn } from 'node:timers/promises'
import { join } from 'node:path'
import { count, sql } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openDatabase, type OpenDatabase } from '#db/client.ts'
import { revokedTokens } from '#db/schema/revoked-tokens.ts'
import { sessions } from '#db/schema/sessions.ts'
import { versions } from '#db/schema/versions.ts'
import { workspaces } from '#db/schema/workspaces.ts'
import { stateTables } from './inspection.ts'
import { prune } from './prune.ts'
import { TOLD_FOR } from '../contract.ts'
import { sqliteRemoval } from './removal.ts'

/** What is over goes in steps that nobody feels: counted in rows and pages, since no two disks are alike. */

let folder: string
let opened: OpenDatabase
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lab-prune-'))
  opened = openDatabase(join(folder, 'lab.db'))
})
afterEach(() => {
  opened.close()
  rmSync(folder, { recursive: true, force: true })
})

const left = (table: SQLiteTable) =>
  opened.db.select({ rows: count() }).from(table).get()?.rows ?? 0

/** Workspaces `w1`, `w2` ..., last used at the time of their number. */
function fillWorkspaces(rows: number) {
  opened.db.run(sql`INSERT INTO workspaces (key, settings, clock_offset, created_at, last_used_at)
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${rows})
    SELECT 'w' || i, '{}', 0, 0, i FROM n`)
}

/** So many whose time is over, and after each as many others that are in force. */
function fillTokens(rows: number) {
  fillWorkspaces(1)
  opened.db.run(sql`INSERT INTO revoked_tokens (workspace, strategy, token_id, expires_at)
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${2 * rows})
    SELECT 'w1', 's', hex(randomblob(11)), iif(i % 2, 0, ${Number.MAX_SAFE_INTEGER - TOLD_FOR}) FROM n`)
}

/** How many rows went between two turns of others while `work` went on. */
async function removedBetweenTurns(table: SQLiteTable, work: Promise<unknown>): Promise<number[]> {
  const over = new AbortController()
  const done = work.finally(() => over.abort())
  const removed: number[] = []
  while (!over.signal.aborted) {
    const before = left(table)
    await new Promise((resolve) => void setImmediate(resolve))
    removed.push(before - left(table))
  }
  await done
  return removed
}

it('deletes what is over in small steps, between which others have their turn', async () => {
  fillTokens(2_000)
  const removed = await removedBetweenTurns(
    revokedTokens,
    prune(opened.db, [revokedTokens], TOLD_FOR),
  )
  expect(left(revokedTokens)).toBe(2_000)
  expect(Math.max(...removed)).toBeLessThanOrEqual(100)
})

it('removes idle workspaces in small steps as well', async () => {
  fillWorkspaces(501)
  const idle = sqliteRemoval(opened.db).removeIdleWorkspaces(500)
  const removed = await removedBetweenTurns(workspaces, idle)
  expect(await idle).toHaveLength(499)
  expect(left(workspaces)).toBe(2)
  expect(Math.max(...removed)).toBeLessThanOrEqual(50)
})

/** So many sessions, and so many versions, which have no end of their own. */
function fillState(rows: number) {
  fillWorkspaces(2)
  const numbers = sql`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${rows})`
  opened.db
    .run(sql`INSERT INTO sessions (workspace, strategy, id, secret_hash, account, device, signed_in_at, last_seen_at, expires_at)
    ${numbers} SELECT 'w1', 's' || i % 3, i, '', i % 9, '', 0, 0, ${Number.MAX_SAFE_INTEGER - TOLD_FOR} FROM n`)
  opened.db.run(sql`INSERT INTO versions (workspace, strategy, account, version)
    ${numbers} SELECT 'w1', 's', i, 1 FROM n`)
  opened.db.run(sql`INSERT INTO versions VALUES ('w2', 's', 'a', 1)`)
}

it('removes a workspace in small steps, however much is kept in it', async () => {
  fillState(2_000)
  const removal = sqliteRemoval(opened.db)
  const removing = removal.removeWorkspace('w1')
  expect(left(workspaces)).toBe(1)
  expect(left(sessions)).toBe(1_900)
  await removing
  const all = (async () => {
    while (left(sessions) > 0) await othersTurn()
  })()
  const removed = await removedBetweenTurns(sessions, all)
  expect(Math.max(...removed)).toBeLessThanOrEqual(100)
  await expect.poll(() => [left(sessions), left(versions)]).toEqual([0, 1])
})

it('leaves nothing that counts where it ends amid a removal, and collects it later', async () => {
  fillState(500)
  const path = join(folder, 'lab.db')
  const removing = sqliteRemoval(opened.db).removeWorkspace('w1')
  const ended = Promise.allSettled([removing])
  opened.close()
  expect(await ended).toMatchObject([{ status: 'rejected' }])
  opened = openDatabase(path)
  expect([left(workspaces), left(sessions)]).toEqual([1, 400])
  const late = sql`INSERT INTO versions VALUES ('w1', 's', 'late', 1)`
  expect(() => opened.db.run(late)).toThrow('INSERT')
  await prune(opened.db, Object.values(stateTables), 0)
  expect([left(workspaces), left(sessions), left(versions)]).toEqual([1, 0, 1])
})

it('writes the pages of each step back: no commit of others has to do it for many at once', async () => {
  fillTokens(5_000)
  const { $client } = opened.db
  $client.pragma('wal_checkpoint(TRUNCATE)')
  await prune(opened.db, [revokedTokens], TOLD_FOR)
  const pageSize = Number($client.pragma('page_size', { simple: true }))
  const pages = statSync(join(folder, 'lab.db-wal')).size / pageSize
  expect(pages).toBeGreaterThan(0)
  // The engine's own way lets it grow to a thousand.
  expect(pages).toBeLessThan(300)
})
