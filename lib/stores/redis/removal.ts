import { AT_ONCE, eachTable } from './tables.ts'

/**
 * Lua: deletes what is kept of the workspace whose hash is `meta`, of whichever epoch. The keys follow
 * from what is in others; nothing has to be searched for. Of more than some rows of a kind it answers
 * 'more', and is to be run again.
 */
export const FORGET = /* lua */ `
local function some(key)
  local found = redis.call('ZRANGE', key, 0, ${AT_ONCE - 1})
  redis.call('ZREMRANGEBYRANK', key, 0, ${AT_ONCE - 1})
  return found, redis.call('EXISTS', key) == 1
end
for _, strategy in ipairs(redis.call('SMEMBERS', meta .. ':strategies')) do
  local mine = meta .. ':' .. strategy
  ${eachTable(/* lua */ `
  local ids, more = some(of)
  for _, id in ipairs(ids) do
    local account = redis.call('HGET', rowOf(id), 'account')
    if account then redis.call('UNLINK', idsOf(account)) end
    redis.call('UNLINK', rowOf(id))
  end
  if more then return 'more' end`)}
  local accounts, more = some(mine .. ':cut-offs')
  for _, account in ipairs(accounts) do redis.call('UNLINK', mine .. ':cut-offs:of:' .. account) end
  if more then return 'more' end
  redis.call('UNLINK', mine .. ':cut-offs:so-far', mine .. ':revoked')
  redis.call('UNLINK', mine .. ':versions', mine .. ':moments', mine .. ':issued')
end
redis.call('UNLINK', meta .. ':strategies', meta .. ':copies')
`
