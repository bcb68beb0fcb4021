import { operation } from './operation.ts'
import type { KnownWorkspaces, State } from './state.ts'
import { TOLD_FOR } from '../contract.ts'
import { AT_ONCE, eachTable } from './tables.ts'

/** Answers whether there is more. Leaves no receipt: what is deleted here, nobody misses. */
const PRUNE = operation(/* lua */ `
local past, more = given[1], 0
local function ended(key)
  local found = redis.call('ZRANGEBYSCORE', key, '-inf', past, 'LIMIT', 0, ${AT_ONCE})
  if #found == ${AT_ONCE} then more = 1 end
  if #found > 0 then redis.call('ZREM', key, unpack(found)) end
  return found
end
${eachTable(/* lua */ `
  for _, id in ipairs(ended(of)) do
    local account = redis.call('HGET', rowOf(id), 'account')
    if account then redis.call('ZREM', idsOf(account), id) end
    redis.call('DEL', rowOf(id))
  end`)}
ended(mine .. ':revoked')
for _, account in ipairs(ended(mine .. ':cut-offs')) do
  redis.call('DEL', mine .. ':cut-offs:of:' .. account)
end
return {'ok', more}`)

/**
 * Deletes what nobody needs any more, by the clock of each workspace, and what is left of workspaces
 * that are gone, step by step. `now` is real time in milliseconds.
 */
export async function prune(state: State, known: KnownWorkspaces, now: number): Promise<void> {
  for await (const workspace of state.workspaces()) {
    const found = await known.find(workspace)
    if (found === null) {
      await state.remove(workspace)
      continue
    }
    const past = now + found.clockOffset - TOLD_FOR
    for (const strategy of await state.strategies(workspace)) {
      while ((await state.ask(workspace, strategy, PRUNE, [past])) === 1);
    }
  }
}
