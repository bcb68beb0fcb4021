import { operation } from './operation.ts'
import type { KnownWorkspaces, State } from './state.ts'
import { eachTable, TOLD_FOR } from './tables.ts'

/** Leaves no receipt: what is deleted here, nobody misses. */
const PRUNE = operation(/* lua */ `
local past = given[1]
${eachTable(/* lua */ `
  for _, id in ipairs(redis.call('ZRANGEBYSCORE', of, '-inf', past)) do
    local account = redis.call('HGET', rowOf(id), 'account')
    if account then redis.call('ZREM', idsOf(account), id) end
    redis.call('DEL', rowOf(id))
    redis.call('ZREM', of, id)
  end`)}
redis.call('ZREMRANGEBYSCORE', mine .. ':revoked', '-inf', past)
for _, account in ipairs(redis.call('ZRANGEBYSCORE', mine .. ':cut-offs', '-inf', past)) do
  redis.call('DEL', mine .. ':cut-offs:of:' .. account)
  redis.call('ZREM', mine .. ':cut-offs', account)
end
return {'ok', 1}`)

/**
 * Deletes what nobody needs any more, by the clock of each workspace, and what is left of workspaces
 * that are gone. `now` is real time in milliseconds.
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
      await state.ask(workspace, strategy, PRUNE, [past])
    }
  }
}
