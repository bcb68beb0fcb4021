import type { VersionStore } from '../contract.ts'
import { operation } from './operation.ts'
import type { Scope } from './scope.ts'

/**
 * One hash: a number for each account, and under the empty name one for everybody. Both only grow, so
 * their sum never comes back to what it was; a new epoch begins above all that was ever counted.
 */
const versions = /* lua */ `
local all = mine .. ':versions'
stays(all)
local function current(account)
  local own, everybody = unpack(redis.call('HMGET', all, account, ''))
  return base + tonumber(own or 0) + tonumber(everybody or 0)
end
`

const CURRENT = operation(/* lua */ `
${versions}
return {'ok', current(given[1])}`)

const BUMP = operation(/* lua */ `
${versions}
redis.call('HINCRBY', all, given[1], 1)
return kept(1)`)

const BUMP_FROM = operation(/* lua */ `
${versions}
if current(given[1]) ~= tonumber(given[2]) then return {'ok', false} end
redis.call('HINCRBY', all, given[1], 1)
return kept(current(given[1]))`)

export function redisVersions({ state, workspace, strategy }: Scope): VersionStore {
  return {
    async current(account) {
      return Number((await state.ask(workspace, strategy, CURRENT, [account])) ?? 0)
    },
    async bump(account) {
      await state.keep(workspace, strategy, BUMP, [account ?? ''])
    },
    async bumpFrom(account, current) {
      const next = await state.keep(workspace, strategy, BUMP_FROM, [account, current])
      return next === null ? null : Number(next)
    },
  }
}
