import { answering } from '../answering.ts'
import type { RevocationStore, StampedToken } from '../contract.ts'
import { appending, ENDS_LATE, type Feed } from './feed.ts'
import { operation } from './operation.ts'
import { whomOf } from './held-cut-offs.ts'
import { markOf, textOf } from './marks.ts'
import type { Scope as BackendScope } from '../session-stores.ts'
import type { Scope } from './scope.ts'
import type { State } from './state.ts'
import { lasting } from './tables.ts'

/**
 * A sorted set of revoked token ids by when they would have expired, and cut-offs in the order of
 * their numbers: a hash for each account that had one, a sorted set of these by their end, and a hash
 * with how many there were so far. A new epoch begins with a number that no token carries yet.
 */
const revocations = (telling: string) => /* lua */ `
${lasting}
local revoked, accounts, soFar = mine .. ':revoked', mine .. ':cut-offs', mine .. ':cut-offs:so-far'
local now, real, mark, whom = tonumber(given[1]), tonumber(given[2]), given[3], given[4]
local told
stays(soFar)
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

${telling}

local function revoke(id, ends)
  redis.call('ZADD', revoked, 'NX', ends, id)
  tellRevoked(ends)
  lasts(revoked, ends, now)
end

-- The account is false for everybody, and so is the token that lives on for none.
local function cutOff(account, keep)
  local _, latest, furthest = counted()
  redis.call('HSET', soFar, 'latest', latest + 1)
  tellCutOff(latest + 1, keep or '', furthest)
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

/**
 * Lua: nobody else is told; or all nodes are, in the same step. Ends are in seconds of the lab's clock then,
 * by which tokens end: the server's own may be set at any time.
 */
const nobody = /* lua */ `
local function tellRevoked() end
local function tellCutOff() end`

const allNodes = /* lua */ `
${appending}
local function endOf(ends)
  return math.ceil((real + math.max(ends - now, 0)) / 1000) + ${ENDS_LATE}
end
local function tellRevoked(ends)
  redis.call('ZADD', revokedNow, 'NX', endOf(ends), mark)
  told = append('kind', 'revoked', 'mark', mark, 'ends', endOf(ends))
end
local function tellCutOff(number, keep, ends)
  local member = whom .. ' ' .. string.format('%d', number) .. ' ' .. keep
  redis.call('ZADD', cutOffNow, endOf(ends), member)
  told = append('kind', 'cut-off', 'whom', whom, 'number', number, 'keep', keep, 'ends', endOf(ends))
end`

/** The operations, whoever is told of them. They are given the time, of the workspace and of the lab, what marks the token and whom it concerns. */
function operations(telling: string) {
  const operationOf = (lua: string) =>
    operation(`${revocations(telling)}\n${lua}`, telling === allNodes)
  return {
    stamp: operationOf(/* lua */ `
return kept(stampFor(tonumber(given[5])))`),

    revoke: operationOf(/* lua */ `
revoke(given[5], tonumber(given[6]))
return kept(1, told)`),

    cutOffEverybody: operationOf(/* lua */ `
cutOff(false, false)
return kept(1, told)`),

    cutOff: operationOf(/* lua */ `
cutOff(given[5], false)
return kept(1, told)`),

    cutOffFrom: operationOf(/* lua */ `
local id, account, beyond = given[5], given[6], given[7]
if isRevoked(id, account, tonumber(given[8])) then return {'ok', 0} end
cutOff(account, beyond == 'others' and id)
return kept(1, told)`),

    exchange: operationOf(/* lua */ `
local id, account, reach = given[5], given[6], given[7]
local stamp, ends, nextEnds = tonumber(given[8]), tonumber(given[9]), tonumber(given[10])
if isRevoked(id, account, stamp) then return {'ok', false} end
if reach == 'all' then cutOff(account, false) else revoke(id, ends) end
return kept(stampFor(nextEnds), told)`),

    isRevoked: operationOf(/* lua */ `
return {'ok', isRevoked(given[5], given[6], tonumber(given[7])) and 1 or 0}`),
  }
}

const alone = operations(nobody)
const told = operations(allNodes)

function storeWith(
  scripts: typeof alone,
  { state, workspace, strategy, clock }: Scope,
  telling: (token: string | null, account: string | null) => [number, string, string],
): RevocationStore {
  const keep = state.keep.bind(null, workspace, strategy)
  return {
    async stamp(until) {
      return Number(await keep(scripts.stamp, [clock.now(), ...telling(null, null), until]))
    },
    async revoke(tokenId, until) {
      await keep(scripts.revoke, [clock.now(), ...telling(tokenId, null), tokenId, until])
    },
    async cutOff(account) {
      const given = [clock.now(), ...telling(null, account ?? '')]
      if (account === null) await keep(scripts.cutOffEverybody, given)
      else await keep(scripts.cutOff, [...given, account])
    },
    async cutOffFrom({ id, account, stamp }, beyond) {
      const given = [clock.now(), ...telling(id, account), id, account, beyond, stamp]
      return (await keep(scripts.cutOffFrom, given)) === 1
    },
    async exchange({ id, account, stamp, expiresAt }, until, reach) {
      const what = [id, account, reach, stamp, expiresAt, until]
      const next = await keep(scripts.exchange, [clock.now(), ...telling(id, account), ...what])
      return next === null ? null : Number(next)
    },
    async isRevoked({ id, account, stamp }: StampedToken) {
      const given = [clock.now(), ...telling(null, null), id, account, stamp]
      // Of a workspace that is gone, nothing is in force.
      return (await state.ask(workspace, strategy, scripts.isRevoked, given)) !== 0
    },
  }
}

export const redisRevocations = (scope: Scope): RevocationStore =>
  storeWith(alone, scope, () => [0, '', ''])

/**
 * The same, told to all nodes in the same step, and checked in this process's memory alone: while that is
 * no older than `bound`, in seconds.
 */
export const replicatedRevocations = (
  state: State,
  scope: BackendScope,
  feed: Feed,
  bound: number,
): RevocationStore => new Replicated(state, scope, feed, bound)

/** A class, since every request makes its stores anew. */
class Replicated implements RevocationStore {
  readonly #state: State
  readonly #scope: BackendScope
  readonly #feed: Feed
  readonly #bound: number

  constructor(state: State, scope: BackendScope, feed: Feed, bound: number) {
    this.#state = state
    this.#scope = scope
    this.#feed = feed
    this.#bound = bound
  }

  async isRevoked(token: StampedToken) {
    return this.#feed.current(this.#bound).isRevoked(this.#scope, token)
  }

  /** Made by who keeps something: most requests look up one token, and that has to cost next to nothing. */
  get #kept(): RevocationStore {
    const scope = this.#scope
    const store = storeWith(told, { ...scope, state: this.#state }, (token, account) => [
      this.#feed.now(),
      token === null ? '' : textOf(markOf(scope, token)),
      account === null ? '' : whomOf(scope, account),
    ])
    return answering('replicated revocations', store)
  }

  stamp(until: number) {
    return this.#kept.stamp(until)
  }

  revoke(tokenId: string, until: number) {
    return this.#kept.revoke(tokenId, until)
  }

  cutOff(...given: Parameters<RevocationStore['cutOff']>) {
    return this.#kept.cutOff(...given)
  }

  cutOffFrom(...given: Parameters<RevocationStore['cutOffFrom']>) {
    return this.#kept.cutOffFrom(...given)
  }

  exchange(...given: Parameters<RevocationStore['exchange']>) {
    return this.#kept.exchange(...given)
  }
}
