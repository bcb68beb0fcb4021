import type { CutOffStore } from '../contract.ts'
import { operation } from './operation.ts'
import type { Scope } from './scope.ts'

/** No two nodes' clocks differ by more, as far as a new epoch is concerned. Milliseconds. */
const CLOCKS_AGREE = 60_000

/**
 * One hash: a moment for each account, and under the empty name one for everybody. Beside it rests the
 * latest moment at which a token was issued, to anybody: a clock that stepped back, or another node's,
 * falls behind none of it. What was issued in an epoch before is void: a new one begins with a cut-off.
 */
const moments = /* lua */ `
local all, noted = mine .. ':moments', mine .. ':issued'
local now = tonumber(given[1])
if base > 0 and redis.call('HEXISTS', all, '') == 0 then
  redis.call('HSET', all, '', now + ${CLOCKS_AGREE})
  redis.call('SADD', meta .. ':strategies', ARGV[4])
end
stays(all)
stays(noted)
local function issued() return tonumber(redis.call('GET', noted) or 0) end
local function last(account)
  local own, everybody = unpack(redis.call('HMGET', all, account, ''))
  return math.max(tonumber(own or 0), tonumber(everybody or 0))
end
local function issue(account)
  local at = math.max(now, last(account) + 1)
  redis.call('SET', noted, math.max(at, issued()))
  return at
end
local function cut(account)
  redis.call('HSET', all, account, math.max(now, issued(), last(account)))
end
`

const LAST = operation(/* lua */ `
${moments}
return {'ok', last(given[2])}`)

const ISSUE = operation(/* lua */ `
${moments}
return kept(issue(given[2]))`)

const CUT = operation(/* lua */ `
${moments}
cut(given[2])
return kept(1)`)

const CUT_FROM = operation(/* lua */ `
${moments}
if tonumber(given[3]) <= last(given[2]) then return {'ok', false} end
cut(given[2])
return kept(issue(given[2]))`)

export function redisCutOffs({ state, workspace, strategy, clock }: Scope): CutOffStore {
  return {
    async issueTime(account) {
      return Number(await state.keep(workspace, strategy, ISSUE, [clock.now(), account]))
    },
    async set(account) {
      await state.keep(workspace, strategy, CUT, [clock.now(), account ?? ''])
    },
    async setFrom(account, issuedAt) {
      const given = [clock.now(), account, issuedAt]
      const next = await state.keep(workspace, strategy, CUT_FROM, given)
      return next === null ? null : Number(next)
    },
    async last(account) {
      return Number((await state.ask(workspace, strategy, LAST, [clock.now(), account])) ?? 0)
    },
  }
}
