import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findRedis, startRedis, type RedisServer } from '../../../scripts/engines/redis.ts'
import { systemClock } from '../../kernel/clock.ts'
import { isStoreUnavailable } from '../../kernel/problem.ts'
import type { Backend } from '../backend.ts'
import type { RevocationStore, StampedToken } from '../contract.ts'
import { IN_MEMORY, openBackend } from '../open.ts'
import { withRedis } from './backend.ts'
import { markOf, textOf } from './marks.ts'

/** Two nodes on one Redis, each with the revocations in its memory. */

const whose = { workspace: 'w', strategy: 's' }
const scope = { ...whose, clock: systemClock }
/** Seconds. */
const BOUND = 0.7
const until = Date.now() + 60 * 60 * 1000
const token = (id: string, stamp: number, account = 'a') => ({
  id,
  account,
  stamp,
  expiresAt: until,
})

let redis: RedisServer
const opened: Backend[] = []
/** How far the lab's clock is ahead of Redis's. Milliseconds. */
let ahead = 0
let here: RevocationStore
let there: RevocationStore
/** The stream's key, whatever the id of this lab is. */
let feed: string

const storeOf = (backend: Backend, bound = BOUND): RevocationStore => {
  const store = backend.replicated?.(scope, bound)
  if (!store) throw new Error('Redis tells all nodes')
  return store
}

beforeEach(async () => {
  ahead = 0
  redis = await startRedis()
  const database = await openBackend(IN_MEMORY)
  const { serverState } = database
  await database.workspaces.insert({
    key: 'w',
    settings: '{}',
    clockOffset: 0,
    createdAt: 0,
    lastUsedAt: 0,
  })
  for (const close of [database.close, async () => undefined]) {
    const clock = { now: () => Date.now() + ahead }
    const node = withRedis({ ...database, clock, close }, redis.url, { readyWithin: BOUND * 1000 })
    opened.push(await node)
  }
  ;[here, there] = opened.map((one) => storeOf(one)) as [RevocationStore, RevocationStore]
  const { lab } = JSON.parse((await serverState.read('redis')) ?? '') as { lab: string }
  feed = `lab:${lab}:feed`
})
afterEach(async () => {
  for (const backend of opened.splice(0)) await backend.close()
  await redis.end()
})

/** In a moment, and without asking Redis. */
const isTold = (one: StampedToken, told = true) =>
  expect.poll(() => there.isRevoked(one), { interval: 1, timeout: 60_000 }).toBe(told)

/** What nobody may be: let in. An outage is an answer. */
async function neverLetIn(one: StampedToken, ms: number, store = there) {
  for (const ends = performance.now() + ms; performance.now() < ends;) {
    const answer = await store.isRevoked(one).catch((error: unknown) => {
      expect(error).toSatisfy(isStoreUnavailable)
      return true
    })
    expect(answer).toBe(true)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

describe.skipIf(findRedis() === null)('every node', () => {
  it('hears of a revoked token, an account and everybody, and of who is spared', async () => {
    const stamp = await here.stamp(until)
    const [one, kept, other] = [token('1', stamp), token('kept', stamp), token('2', stamp, 'b')]
    await here.revoke('1', until)
    expect(await here.isRevoked(one), 'its own memory').toBe(true)
    await isTold(one)
    expect(await there.isRevoked(kept)).toBe(false)
    await here.cutOffFrom(kept, 'others')
    await isTold(token('more', stamp))
    expect(await there.isRevoked(kept)).toBe(false)
    expect(await there.isRevoked(other)).toBe(false)
    await here.cutOff(null)
    await isTold(other)
    expect(await there.isRevoked(kept)).toBe(true)
    const next = await there.exchange(token('late', await here.stamp(until)), until, 'all')
    expect(await there.isRevoked(token('next', next ?? -1))).toBe(false)
    expect(await there.exchange(one, until, 'this')).toBeNull()
  })

  it('takes a snapshot of what it was not told, as from a stream that was trimmed', async () => {
    const stamp = await here.stamp(until)
    const mark = textOf(markOf(whose, 'missed'))
    // As if the entry had come and gone while the reader slept.
    const ends = Math.ceil(until / 1000)
    expect(await redis.say(`ZADD ${feed}:revoked ${ends} ${mark}`)).toBe(':1')
    expect(await there.isRevoked(token('missed', stamp))).toBe(false)
    await redis.say(`INCR ${feed}:entries`)
    await isTold(token('missed', stamp))
    await isTold(token('another', stamp), false)
  })

  it('is not stopped by the marks of another build', async () => {
    expect.hasAssertions()
    const stamp = await here.stamp(until)
    const old = 'x'.repeat(21)
    await redis.say(`ZADD ${feed}:revoked ${Math.ceil(until / 1000)} ${old}`)
    const number = Number((await redis.say(`INCR ${feed}:entries`)).slice(1))
    await redis.say(`XADD ${feed} * entry ${number} kind revoked mark ${old} ends ${until}`)
    await here.revoke('1', until)
    await isTold(token('1', stamp))
    await isTold(token('2', stamp), false)
  })

  it('does not answer with a memory that is too old, and says that it is not ready', async () => {
    const stamp = await here.stamp(until)
    process.kill(redis.pid, 'SIGSTOP')
    await expect
      .poll(() => there.isRevoked(token('1', stamp)).catch(isStoreUnavailable), { timeout: 60_000 })
      .toBe(true)
    expect(await opened[1]?.unavailable()).not.toEqual([])
    const patient = storeOf(opened[1] as Backend, 60)
    expect(await patient.isRevoked(token('1', stamp)), 'another bound').toBe(false)
    process.kill(redis.pid, 'SIGCONT')
    await expect
      .poll(() => there.isRevoked(token('1', stamp)).catch(() => null), { timeout: 60_000 })
      .toBe(false)
    await here.revoke('1', until)
    await isTold(token('1', stamp))
  })

  it('lets nobody in whom an emptied Redis has forgotten', async () => {
    const stamp = await here.stamp(until)
    await here.revoke('1', until)
    await isTold(token('1', stamp))
    // An entry that is out of turn has every node take a snapshot, of nothing.
    const entry = `'${feed}', '*', 'entry', 7, 'kind', 'revoked', 'mark', 'x', 'ends', 1`
    await redis.say(`EVAL "redis.call('FLUSHALL') return redis.call('XADD', ${entry})" 0`)
    expect(await redis.say(`EXISTS ${feed}`)).toBe(':1')
    await neverLetIn(token('1', stamp), 1_500)
    await isTold(token('1', stamp))
    await isTold(token('never revoked, of before', stamp))
    const fresh = await here.stamp(until)
    await isTold(token('after', fresh), false)
    expect(await there.isRevoked(token('1', stamp))).toBe(true)
  })

  it('lets go of what ended by the clock of the lab, and has it again when that is set back', async () => {
    expect.hasAssertions()
    const stamp = await here.stamp(until)
    // Long before Redis's clock, as if that had been set forward.
    ahead = -23 * 60 * 60 * 1000
    await here.revoke('1', Date.now() + ahead + 60_000)
    await isTold(token('1', stamp))
    await redis.say('CLIENT KILL TYPE normal')
    await isTold(token('1', stamp))
    ahead = 0
    await isTold(token('1', stamp), false)
    ahead = -23 * 60 * 60 * 1000
    await isTold(token('1', stamp))
  })

  it('is complete after connections that were lost amid snapshots', async () => {
    const stamp = await here.stamp(until)
    const ids = Array.from({ length: 5_000 }, (_, id) => `token ${id}`)
    const ends = Math.ceil(until / 1000)
    const members = ids.map((id) => `${ends} ${textOf(markOf(whose, id))}`)
    for (let at = 0; at < members.length; at += 1_000) {
      const some = members.slice(at, at + 1_000).join(' ')
      expect(await redis.say(`ZADD ${feed}:revoked ${some}`)).toBe(':1000')
    }
    for (let times = 0; times < 5; times += 1) {
      await redis.say(`INCR ${feed}:entries`)
      await redis.say('CLIENT KILL TYPE normal')
    }
    for (const id of ids) await isTold(token(id, stamp))
    await isTold(token('another', stamp), false)
  })
})
