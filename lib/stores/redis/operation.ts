import { script, type Script } from './script.ts'
import { staying } from './tables.ts'

/**
 * Every script of session state begins like this. `meta` is a hash that says of which epoch the state
 * of this workspace is; `mine` begins the keys of one strategy in it; `kept` is answered after a
 * change, and leaves a receipt of it; where it is told to all nodes, with the number of that entry. A key
 * that has no end of its own is named with `stays`. Keys of one workspace are in one slot of a cluster.
 */
const prelude = (isInOutage: string) => /* lua */ `
local meta, mine, feed = KEYS[1], KEYS[2], KEYS[3]
local standing = redis.call('HMGET', meta, 'epoch', 'gone', 'out', 'base')
if standing[2] then return {'gone'} end
if standing[1] ~= ARGV[1] then return {'unknown'} end
${isInOutage}
local base = tonumber(standing[4])
local given = {unpack(ARGV, 5)}
${staying}
local endless = {}
local function stays(key)
  endless[#endless + 1] = key
  putOff(key)
end
stays(meta)
local function kept(answer, told)
  redis.call('HSET', meta, ARGV[2], ARGV[3])
  redis.call('SADD', meta .. ':strategies', ARGV[4])
  stays(meta .. ':strategies')
  for _, key in ipairs(endless) do putOff(key) end
  return {'kept', answer, told}
end
`

/** An operation on the state of one strategy in one workspace: `given[1]` ... in, `{'ok', ...}` out. */
export const operation = (lua: string, isTold = false): Script =>
  script(prelude(`if standing[3] then return {'out'} end`) + lua, isTold)

/** One that answers while session state is taken away on purpose. */
export const beside = (lua: string): Script => script(prelude('') + lua)
