import { TOLD_FOR, type RefreshFamilyStore, type Rotation } from '../contract.ts'
import { operation } from './operation.ts'
import { familyRow } from './row-shapes.ts'
import { rowFrom, rowsIn, tableOf } from './rows.ts'
import type { Scope } from './scope.ts'
import { asList } from './script.ts'

const table = tableOf('refresh_families', familyRow, { key: 'id', usedAt: 'rotatedAt' })

/** Answers the outcome, and after a rotation the family as it is then. */
const ROTATE = operation(/* lua */ `
${rowsIn('refresh_families')}
local id = given[1]
local presented, now, grace, idle, since =
  tonumber(given[2]), tonumber(given[3]), tonumber(given[4]), tonumber(given[5]), tonumber(given[6])
if not isThere(id) then return {'ok', {'none'}} end
local generation, rotatedAt = tonumber(field(id, 'generation')), tonumber(field(id, 'rotatedAt'))
local ends = tonumber(field(id, 'expiresAt'))
if ends <= since then return {'ok', {'none'}} end
if ends <= now then return {'ok', {'expired'}} end
if presented == generation - 1 and now - rotatedAt < grace then
  return {'ok', {'repeated', redis.call('HGETALL', rowOf(id))}}
end
if presented ~= generation then
  remove(id)
  return kept({'reused'})
end
if now - rotatedAt >= idle then return {'ok', {'idle_timeout'}} end
redis.call('HSET', rowOf(id), 'generation', generation + 1, 'rotatedAt', now)
return kept({'rotated', redis.call('HGETALL', rowOf(id))})`)

export function redisRefreshFamilies(scope: Scope): RefreshFamilyStore {
  const { state, workspace, strategy, clock } = scope
  const { insert, replace, find, remove, removeOf, removeFrom, listOf } = table(scope)
  return {
    insert,
    replace,
    find,
    end: remove,
    endOf: removeOf,
    endFrom: removeFrom,
    listOf,
    async rotate(id, presented, { now, graceMs, idleMs }) {
      const given = [id, presented, now, graceMs, idleMs, clock.now() - TOLD_FOR]
      return rotationFrom(await state.ask(workspace, strategy, ROTATE, given))
    },
  }
}

function rotationFrom(reply: unknown): Rotation | null {
  const [outcome, row] = asList(reply)
  switch (outcome) {
    case 'rotated':
    case 'repeated': {
      const family = rowFrom(familyRow, row)
      if (family) return { outcome, family }
      throw new Error('a rotated family has no row')
    }
    case 'reused':
    case 'expired':
    case 'idle_timeout':
      return { outcome }
    default:
      return null
  }
}
