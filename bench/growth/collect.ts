import { join } from 'node:path'
import { revokedTokens } from '../../db/schema/revoked-tokens.ts'
import { systemClock } from '../../lib/kernel/clock.ts'
import { labIn } from '../lab.ts'
import { fill, rowsOf } from './fill.ts'

/** What has ended is deleted while requests go on: how long the longest of them has to wait. */

const HOUR = 60 * 60 * 1000
const DAY = 24 * HOUR
/** Of steady log-outs: so many a day, of tokens that would have lived for an hour more. */
const LOG_OUTS_A_DAY = 10_000
const DAYS = 30

async function openFull(path: string) {
  const runtime = await labIn(path)
  const { workspace } = await runtime.create()
  const revoke = (count: number, expiresAt: number) =>
    fill(path, revokedTokens, {
      workspace: workspace.key,
      strategy: 'jwt-blocklist',
      expiresAt,
      count,
    })
  return { runtime, revoke }
}

export interface Collection {
  rows: number
  /** How long it all took, in seconds, and for how long at most nothing else was done, in milliseconds. */
  tookSeconds: number
  longestPause: number
  /** The longest without anything to collect, in as long a time. */
  usualPause: number
}

/** Milliseconds: the longest turn of the loop while `work` goes on. */
async function longestPause(work: Promise<unknown>): Promise<number> {
  let longest = 0
  const over = new AbortController()
  const done = work.finally(() => over.abort())
  for (let last = performance.now(); !over.signal.aborted;) {
    await new Promise((resolve) => void setImmediate(resolve))
    const now = performance.now()
    longest = Math.max(longest, now - last)
    last = now
  }
  await done
  return longest
}

export async function collected(folder: string, rows: number): Promise<Collection> {
  const path = join(folder, 'collect.db')
  const { runtime, revoke } = await openFull(path)
  const now = systemClock.now()
  revoke(rows, now)
  const started = performance.now()
  const longest = await longestPause(runtime.backend.prune(now + 2 * DAY))
  const took = performance.now() - started
  if (rowsOf(path, revokedTokens) > 0) throw new Error('not all was collected')
  const usual = await longestPause(new Promise((resolve) => void setTimeout(resolve, took)))
  await runtime.close()
  return { rows, tookSeconds: took / 1000, longestPause: longest, usualPause: usual }
}

export interface Month {
  logOutsADay: number
  days: number
  /** Entries of the list at the end of each day. */
  entries: number[]
}

/** The list of revoked tokens, day by day: it stops growing. */
export async function month(folder: string, progress: (text: string) => void): Promise<Month> {
  const path = join(folder, 'month.db')
  const { runtime, revoke } = await openFull(path)
  const began = systemClock.now()
  const entries: number[] = []
  for (let day = 1; day <= DAYS; day += 1) {
    progress(`day ${day} of ${DAYS}`)
    const now = began + day * DAY
    revoke(LOG_OUTS_A_DAY, now - DAY / 2 + HOUR)
    await runtime.backend.prune(now)
    entries.push(rowsOf(path, revokedTokens))
  }
  await runtime.close()
  return { logOutsADay: LOG_OUTS_A_DAY, days: DAYS, entries }
}
