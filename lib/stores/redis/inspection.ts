import { z } from 'zod'
import type { KeptTable } from '../kept-table.ts'
import { operation } from './operation.ts'
import { familyRow, librarySessionRow, sessionRow } from './row-shapes.ts'
import { rowFrom } from './rows.ts'
import type { State } from './state.ts'
import { eachTable } from './tables.ts'

/** What opens a session, or helps to, is shown by its beginning. */
const SECRET = new Set(['secretHash', 'token'])

const AT_MOST = 20

/** The rows of every table, at most `given[1]` of each: name by name, and each as a hash is told. */
const KEPT = operation(/* lua */ `
local limit = tonumber(given[1])
local found = {}
local function tell(name, row) found[#found + 1] = {name, row} end
${eachTable(/* lua */ `
  local rows = {}
  for _, id in ipairs(redis.call('ZRANGE', of, 0, limit - 1)) do
    local account = redis.call('HGET', rowOf(id), 'account')
    local place = account and redis.call('ZSCORE', idsOf(account), id)
    if place then rows[#rows + 1] = {tonumber(place), redis.call('HGETALL', rowOf(id))} end
  end
  -- As they were written: the same story finds them in the same order.
  table.sort(rows, function(a, b) return a[1] < b[1] end)
  for _, row in ipairs(rows) do tell(name, row[2]) end`)}
local revoked = redis.call('ZRANGE', mine .. ':revoked', 0, limit - 1, 'WITHSCORES')
for at = 1, #revoked, 2 do
  tell('revoked_tokens', {'tokenId', revoked[at], 'expiresAt', revoked[at + 1]})
end
local soFar = redis.call('HGETALL', mine .. ':cut-offs:so-far')
if #soFar > 0 then tell('cut_offs', {'account', '', unpack(soFar)}) end
local ends = redis.call('ZRANGE', mine .. ':cut-offs', 0, limit - 1, 'WITHSCORES')
for at = 1, #ends, 2 do
  local cutOff = redis.call('HGETALL', mine .. ':cut-offs:of:' .. ends[at])
  tell('cut_offs', {'account', ends[at], 'expiresAt', ends[at + 1], unpack(cutOff)})
end
local function tellEach(name, key, value)
  local pairs = redis.call('HGETALL', key)
  for at = 1, math.min(#pairs, 2 * limit), 2 do
    tell(name, {'account', pairs[at], value, pairs[at + 1]})
  end
end
tellEach('cut_offs', mine .. ':moments', 'at')
tellEach('versions', mine .. ':versions', 'version')
return {'ok', found}`)

const cutOffRow = z.object({
  account: z.string(),
  at: z.coerce.number().optional(),
  keep: z.string().optional(),
  latest: z.coerce.number().optional(),
  until: z.coerce.number().optional(),
  expiresAt: z.coerce.number().optional(),
})

/** By name, in the order in which they are shown. */
const schemas: Readonly<Record<string, z.ZodType<object>>> = {
  sessions: sessionRow,
  revoked_tokens: z.object({ tokenId: z.string(), expiresAt: z.coerce.number() }),
  cut_offs: cutOffRow,
  refresh_families: familyRow,
  versions: z.object({ account: z.string(), version: z.coerce.number() }),
  library_sessions: librarySessionRow,
}

const told = z.record(z.string(), z.union([z.string(), z.number(), z.null()]))
const replySchema = z.array(z.tuple([z.string(), z.array(z.unknown())]))

async function kept(
  state: State,
  workspace: string,
  strategy: string,
  atMost: number,
): Promise<KeptTable[]> {
  const reply = replySchema.parse((await state.ask(workspace, strategy, KEPT, [atMost])) ?? [])
  return Object.entries(schemas).flatMap(([table, schema]) => {
    const rows = reply
      .filter(([name]) => name === table)
      .flatMap(([, row]) => rowFrom(schema, row) ?? [])
      .map((row) => told.parse(row))
    return rows.length > 0 ? [{ table, rows: rows.slice(0, atMost) }] : []
  })
}

/** Everything that a strategy keeps in a workspace, for whoever owns the workspace to look at. */
export async function inspect(
  state: State,
  workspace: string,
  strategy: string,
): Promise<KeptTable[]> {
  const tables = await kept(state, workspace, strategy, AT_MOST)
  return tables.map(({ table, rows }) => ({ table, rows: rows.map(shown) }))
}

const shown = (row: KeptTable['rows'][number]) =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      SECRET.has(name) ? `${String(value).slice(0, 6)}…` : value,
    ]),
  )

/** Every text of every row of one workspace, as somebody finds them who got at the server. */
export async function leak(state: State, workspace: string): Promise<string[]> {
  const texts: string[] = []
  for (const strategy of await state.strategies(workspace)) {
    for (const { rows } of await kept(state, workspace, strategy, Number.MAX_SAFE_INTEGER)) {
      for (const row of rows) texts.push(...Object.values(row).filter(isText))
    }
  }
  return [...new Set(texts)].filter((text) => text !== '')
}

const isText = (value: unknown): value is string => typeof value === 'string'
