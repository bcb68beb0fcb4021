import { eachTable } from './tables.ts'

/**
 * Lua: deletes all that is kept of the workspace whose hash is `meta`, of whichever epoch. The keys
 * follow from what is in others; nothing has to be searched for.
 */
export const forgetAll = /* lua */ `
for _, strategy in ipairs(redis.call('SMEMBERS', meta .. ':strategies')) do
  local mine = meta .. ':' .. strategy
  ${eachTable(/* lua */ `
  for _, id in ipairs(redis.call('ZRANGE', of, 0, -1)) do
    local account = redis.call('HGET', rowOf(id), 'account')
    if account then redis.call('UNLINK', idsOf(account)) end
    redis.call('UNLINK', rowOf(id))
  end
  redis.call('UNLINK', of)`)}
  for _, account in ipairs(redis.call('ZRANGE', mine .. ':cut-offs', 0, -1)) do
    redis.call('UNLINK', mine .. ':cut-offs:of:' .. account)
  end
  redis.call('UNLINK', mine .. ':cut-offs', mine .. ':cut-offs:so-far', mine .. ':revoked')
  redis.call('UNLINK', mine .. ':versions', mine .. ':moments', mine .. ':issued')
end
redis.call('UNLINK', meta .. ':strategies', meta .. ':copies')
`
