import { count, sql } from 'drizzle-orm'
import { afterAll, expect, it } from 'vitest'
import { openDatabase } from '#db/client.ts'
import { revokedTokens } from '#db/schema/revoked-tokens.ts'
import { workspaces } from '#db/schema/workspaces.ts'
import { prune } from './prune.ts'
import { TOLD_FOR } from './scope.ts'

const { db, close } = openDatabase(':memory:')
afterAll(close)

const left = () => db.select({ rows: count() }).from(revokedTokens).get()?.rows ?? 0

/** So many whose time is over, and after each as many others that are in force. */
function fill(rows: number) {
  const times = { clockOffset: 0, createdAt: 0, lastUsedAt: 0 }
  db.insert(workspaces)
    .values({ key: 'w', settings: '{}', ...times })
    .run()
  db.run(sql`INSERT INTO revoked_tokens (workspace, strategy, token_id, expires_at)
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${2 * rows})
    SELECT 'w', 's', i, iif(i % 2, 0, ${Number.MAX_SAFE_INTEGER - TOLD_FOR}) FROM n`)
}

it('deletes what is over in small steps, between which others have their turn', async () => {
  fill(2_000)
  const over = new AbortController()
  const removed: number[] = []
  const others = (async () => {
    while (!over.signal.aborted) {
      const before = left()
      await new Promise((resolve) => void setImmediate(resolve))
      removed.push(before - left())
    }
  })()
  await prune(db, [revokedTokens], TOLD_FOR)
  over.abort()
  await others
  expect(left()).toBe(2_000)
  expect(removed.length).toBeGreaterThanOrEqual(8)
  expect(Math.max(...removed)).toBeLessThanOrEqual(200)
})
