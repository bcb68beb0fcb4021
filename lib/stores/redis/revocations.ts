import type { RevocationStore, StampedToken } from '../contract.ts'
import { operation } from './operation.ts'
import type { Scope } from './scope.ts'
import { lasting } from './tables.ts'

/**
 * A sorted set of revoked token ids by when they would have expired, and cut-offs in the order of
 * their numbers: a hash for each account that had one, a sorted set of these by their end, and a hash
 * with how many there were so far. A new epoch begins with a number that no token carries yet.
 */
const revocations = /* lua */ `
${lasting}
local revoked, accounts, soFar = mine .. ':revoked', mine .. ':cut-offs', mine .. ':cut-offs:so-far'
local now = tonumber(given[1])
local function cutOffOf(account) return accounts .. ':of:' .. account end

local function counted()
  local at, latest, ends = unpack(redis.call('HMGET', soFar, 'at', 'latest', 'until'))
  return tonumber(at or base), tonumber(latest or base), tonumber(ends or 0)
end

local function stampFor(ends)
  local _, latest, furthest = counted()
  if ends > furthest then redis.call('HSET', soFar, 'until', ends) end
  return latest
end

local function revoke(id, ends)
  redis.call('ZADD', revoked, 'NX', ends, id)
  lasts(revoked, ends, now)
end

-- The account is false for everybody, and so is the token that lives on for none.
local function cutOff(account, keep)
  local _, latest, furthest = counted()
  redis.call('HSET', soFar, 'latest', latest + 1)
  if not account then return redis.call('HSET', soFar, 'at', latest + 1) end
  redis.call('DEL', cutOffOf(account))
  redis.call('HSET', cutOffOf(account), 'at', latest + 1)
  if keep then redis.call('HSET', cutOffOf(account), 'keep', keep) end
  redis.call('ZADD', accounts, furthest, account)
  for _, key in ipairs({cutOffOf(account), accounts}) do lasts(key, furthest, now) end
end

local function isRevoked(id, account, stamp)
  if redis.call('ZSCORE', revoked, id) then return true end
  if counted() > stamp then return true end
  local at, keep = unpack(redis.call('HMGET', cutOffOf(account), 'at', 'keep'))
  return at and tonumber(at) > stamp and keep ~= id
end
`

const STAMP = operation(/* lua */ `
${revocations}
return kept(stampFor(tonumber(given[2])))`)

const REVOKE = operation(/* lua */ `
${revocations}
revoke(given[2], tonumber(given[3]))
return kept(1)`)

const CUT_OFF_EVERYBODY = operation(/* lua */ `
${revocations}
cutOff(false, false)
return kept(1)`)

const CUT_OFF = operation(/* lua */ `
${revocations}
local account, keep, stamp = given[2], given[3], given[4]
-- A token that was revoked while its owner's request was under way is not brought back.
local isSpared = keep and not isRevoked(keep, account, tonumber(stamp))
cutOff(account, isSpared and keep)
return kept(1)`)

const EXCHANGE = operation(/* lua */ `
${revocations}
local id, account, reach = given[2], given[3], given[4]
local stamp, ends, nextEnds = tonumber(given[5]), tonumber(given[6]), tonumber(given[7])
if isRevoked(id, account, stamp) then return {'ok', false} end
if reach == 'all' then cutOff(account, false) else revoke(id, ends) end
return kept(stampFor(nextEnds))`)

const IS_REVOKED = operation(/* lua */ `
${revocations}
return {'ok', isRevoked(given[2], given[3], tonumber(given[4])) and 1 or 0}`)

export function redisRevocations({ state, workspace, strategy, clock }: Scope): RevocationStore {
  const keep = state.keep.bind(null, workspace, strategy)
  return {
    async stamp(until) {
      return Number(await keep(STAMP, [clock.now(), until]))
    },
    async revoke(tokenId, until) {
      await keep(REVOKE, [clock.now(), tokenId, until])
    },
    async cutOff(account, kept) {
      if (account === null) await keep(CUT_OFF_EVERYBODY, [clock.now()])
      else await keep(CUT_OFF, [clock.now(), account, ...(kept ? [kept.id, kept.stamp] : [])])
    },
    async exchange({ id, account, stamp, expiresAt }, until, reach) {
      const given = [clock.now(), id, account, reach, stamp, expiresAt, until]
      const next = await keep(EXCHANGE, given)
      return next === null ? null : Number(next)
    },
    async isRevoked({ id, account, stamp }: StampedToken) {
      const given = [clock.now(), id, account, stamp]
      // Of a workspace that is gone, nothing is in force.
      return (await state.ask(workspace, strategy, IS_REVOKED, given)) !== 0
    },
  }
}
