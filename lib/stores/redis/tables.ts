import { MAX_LIFETIME } from '../../kernel/clock.ts'
import { TOLD_FOR } from '../contract.ts'

/** What is kept as rows, by the names that the lab's inspector shows. */
export const TABLES = ['sessions', 'refresh_families', 'library_sessions'] as const
export type Table = (typeof TABLES)[number]

/** So many of a kind are deleted in one step: Redis answers nobody meanwhile, and is given up after a second. */
export const AT_ONCE = 200

/**
 * Lua: `lasts(key, ends, now)` has Redis collect a key a day after nobody can find it any more. `ends`
 * and `now` are on the workspace's clock, which never falls behind real time: a key may go late, and
 * never early.
 */
export const lasting = /* lua */ `
local function lasts(key, ends, now)
  local ms = math.max(tonumber(ends) - tonumber(now), 0) + 2 * ${TOLD_FOR}
  if redis.call('PTTL', key) < ms then redis.call('PEXPIRE', key, ms) end
end
`

/**
 * For how long a key without an end of its own stays after it was used last: what it decides about has
 * ended by half of that. Milliseconds.
 */
export const STAYS_FOR = 2 * MAX_LIFETIME * 1000

/**
 * Lua: has Redis collect a key that long after its last use. It is put off now and then, not each time:
 * after a write, however small, a script is not refused any more where memory is full.
 */
export const staying = /* lua */ `
local function putOff(key)
  local ms = redis.call('PTTL', key)
  if ms ~= -2 and ms < ${STAYS_FOR / 2} then redis.call('PEXPIRE', key, ${STAYS_FOR}) end
end
`

/** Lua: each of the tables as `of`, the sorted set of its ids, with the key of a row. */
export const eachTable = (body: string) => /* lua */ `
for _, name in ipairs({${TABLES.map((name) => `'${name}'`).join(', ')}}) do
  local of = mine .. ':' .. name
  local function rowOf(id) return of .. ':row:' .. id end
  local function idsOf(account) return of .. ':of:' .. account end
  ${body}
end
`
