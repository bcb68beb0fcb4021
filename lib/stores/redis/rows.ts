import type { z } from 'zod'
import { TOLD_FOR, type AccountId, type Beyond, type Reach, type Room } from '../contract.ts'
import { operation } from './operation.ts'
import type { Scope } from './scope.ts'
import { asList } from './script.ts'
import { lasting, type Table } from './tables.ts'

/**
 * Lua: what is done to the rows of one table. A row is a hash, with an `account` and an end,
 * `expiresAt`; a sorted set has all of a strategy by their end, and one for each account those of it
 * in the order in which they were inserted, which no clock tells.
 */
export const rowsIn = (table: Table) => /* lua */ `
${lasting}
local all = mine .. ':${table}'
local function rowOf(id) return all .. ':row:' .. id end
local function idsOf(account) return all .. ':of:' .. account end
local function isThere(id) return redis.call('EXISTS', rowOf(id)) == 1 end
local function field(id, name) return redis.call('HGET', rowOf(id), name) end

local function put(id, account, ends, now, fields)
  redis.call('HSET', rowOf(id), unpack(fields))
  redis.call('ZADD', all, ends, id)
  redis.call('ZADD', idsOf(account), redis.call('HINCRBY', meta, 'rows', 1), id)
  for _, key in ipairs({rowOf(id), all, idsOf(account)}) do lasts(key, ends, now) end
end

local function remove(id)
  local account = field(id, 'account')
  redis.call('ZREM', all, id)
  if not account then return false end
  redis.call('ZREM', idsOf(account), id)
  redis.call('DEL', rowOf(id))
  return true
end

local function removeOf(account, except)
  for _, id in ipairs(redis.call('ZRANGE', idsOf(account), 0, -1)) do
    if id ~= except then remove(id) end
  end
end
`

/** The fields of a new row follow the other arguments, each with its name. */
const insertIn = (table: Table, usedAt: string | null) =>
  operation(/* lua */ `
${rowsIn(table)}
local id, account, ends, now, room, usedSince = unpack(given)
if isThere(id) then return {'ok', 0} end
put(id, account, ends, now, {unpack(given, 7)})
if room ~= '' then
  local counted = {}
  for _, other in ipairs(redis.call('ZREVRANGE', idsOf(account), 0, -1)) do
    local itsEnd = field(other, 'expiresAt')
    local isInForce = itsEnd and tonumber(itsEnd) > tonumber(now)
    ${usedAt === null ? '' : `isInForce = isInForce and tonumber(field(other, '${usedAt}')) > tonumber(usedSince)`}
    if isInForce then counted[#counted + 1] = other end
  end
  for i = tonumber(room) + 1, #counted do remove(counted[i]) end
end
return kept(1)`)

const replaceIn = (table: Table) =>
  operation(/* lua */ `
${rowsIn(table)}
local old, reach, id, account, ends, now = unpack(given)
if not isThere(old) then return {'ok', 0} end
remove(old)
if reach == 'all' then removeOf(account) end
put(id, account, ends, now, {unpack(given, 7)})
return kept(1)`)

const removeIn = (table: Table) =>
  operation(/* lua */ `
${rowsIn(table)}
local id, by = unpack(given)
if by and not isThere(by) then return {'ok', 0} end
if not remove(id) then return {'ok', 0} end
return kept(1)`)

const removeOfIn = (table: Table) =>
  operation(/* lua */ `
${rowsIn(table)}
local whose, account = unpack(given)
if whose == 'account' then
  removeOf(account)
else
  for _, id in ipairs(redis.call('ZRANGE', all, 0, -1)) do remove(id) end
end
return kept(1)`)

const removeFromIn = (table: Table) =>
  operation(/* lua */ `
${rowsIn(table)}
local id, beyond = unpack(given)
local account = field(id, 'account')
if not account then return {'ok', 0} end
removeOf(account, beyond == 'others' and id)
return kept(1)`)

const findIn = (table: Table) =>
  operation(/* lua */ `return {'ok', redis.call('HGETALL', mine .. ':${table}:row:' .. given[1])}`)

const listIn = (table: Table) =>
  operation(/* lua */ `
${rowsIn(table)}
local found = {}
for _, id in ipairs(redis.call('ZRANGE', idsOf(given[1]), 0, -1)) do
  local row = redis.call('HGETALL', rowOf(id))
  if #row > 0 then found[#found + 1] = row end
end
return {'ok', found}`)

/** Changes fields of a row, where it is there. */
const updateIn = (table: Table) =>
  operation(/* lua */ `
${rowsIn(table)}
local id, now = unpack(given)
if not isThere(id) then return {'ok', 0} end
redis.call('HSET', rowOf(id), unpack(given, 3))
local ends, account = unpack(redis.call('HMGET', rowOf(id), 'expiresAt', 'account'))
redis.call('ZADD', all, ends, id)
for _, key in ipairs({rowOf(id), all, idsOf(account)}) do lasts(key, ends, now) end
return kept(1)`)

type Fields = Record<string, string | number>
/** What every row has, whatever else. */
type Owned = { account: string; signedInAt: number; expiresAt: number }

/** Scripts are made once for each table, and `rows` of them for each store. */
export function tableOf<Row extends Owned & Fields>(
  table: Table,
  schema: z.ZodType<Row>,
  { key, usedAt }: { key: keyof Row & string; usedAt: (keyof Row & string) | null },
) {
  const scripts = {
    insert: insertIn(table, usedAt),
    replace: replaceIn(table),
    remove: removeIn(table),
    removeOf: removeOfIn(table),
    removeFrom: removeFromIn(table),
    find: findIn(table),
    list: listIn(table),
    update: updateIn(table),
  }
  const idOf = (row: Row) => String(row[key])
  const fieldsOf = (row: object) => Object.entries(row).flat() as (string | number)[]

  return ({ state, workspace, strategy, clock }: Scope) => {
    const ask = state.ask.bind(null, workspace, strategy)
    const keep = state.keep.bind(null, workspace, strategy)
    return {
      async insert(row: Row, room?: Room): Promise<void> {
        const { account, expiresAt } = row
        const within = [room?.sessions ?? '', room?.usedSince ?? '']
        const given = [idOf(row), account, expiresAt, clock.now(), ...within, ...fieldsOf(row)]
        if ((await keep(scripts.insert, given)) !== 1) throw new Error('there is such a row')
      },
      async replace(id: string, row: Row, reach: Reach): Promise<boolean> {
        const { account, expiresAt } = row
        const given = [id, reach, idOf(row), account, expiresAt, clock.now(), ...fieldsOf(row)]
        return (await keep(scripts.replace, given)) === 1
      },
      async find(id: string): Promise<Row | null> {
        const row = rowFrom(schema, await ask(scripts.find, [id]))
        return row && row.expiresAt > clock.now() - TOLD_FOR ? row : null
      },
      async update(id: string, fields: Partial<Row>): Promise<void> {
        await ask(scripts.update, [id, clock.now(), ...fieldsOf(fields)])
      },
      async remove(id: string, by?: string): Promise<boolean> {
        return (await ask(scripts.remove, by === undefined ? [id] : [id, by])) === 1
      },
      async removeOf(account: AccountId | null): Promise<void> {
        await ask(scripts.removeOf, [account === null ? 'everybody' : 'account', account ?? ''])
      },
      async removeFrom(id: string, beyond: Beyond): Promise<boolean> {
        return (await ask(scripts.removeFrom, [id, beyond])) === 1
      },
      async listOf(account: AccountId): Promise<Row[]> {
        const now = clock.now()
        return rowsFrom(schema, await ask(scripts.list, [account]))
          .filter(({ expiresAt }) => expiresAt > now)
          .toSorted((a, b) => a.signedInAt - b.signedInAt || (idOf(a) < idOf(b) ? -1 : 1))
      },
    }
  }
}

/** A row from the fields and values that a hash is told as; null for an empty one. */
export function rowFrom<Row>(schema: z.ZodType<Row>, reply: unknown): Row | null {
  if (!Array.isArray(reply) || reply.length === 0) return null
  const row: Record<string, unknown> = {}
  for (let at = 0; at < reply.length; at += 2) row[String(reply[at])] = reply[at + 1]
  return schema.parse(row)
}

export const rowsFrom = <Row>(schema: z.ZodType<Row>, reply: unknown): Row[] =>
  asList(reply).flatMap((row) => rowFrom(schema, row) ?? [])
