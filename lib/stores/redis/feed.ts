import { z } from 'zod'
import { toSeconds, type Clock } from '../../kernel/clock.ts'
import { storeUnavailable } from '../../kernel/problem.ts'
import { WRITTEN_MARK } from './marks.ts'
import { createReplica, type Replica, type Told } from './replica.ts'
import type { Link } from './link.ts'
import { run, script } from './script.ts'
import { staying } from './tables.ts'
import { TOLD_FOR } from '../contract.ts'
import { giveUp, type Truth } from './truth.ts'

/**
 * How revocations reach every process: a stream that each reads from where it stands. Its entries are
 * counted without a gap, so that whatever was missed is noticed, and answered with a fresh snapshot.
 * Silence proves nothing, and neither does a snapshot: each process asks, on the connection on which it
 * reads and of a server that is still in its epoch, how many entries there are. Once it has read as many,
 * its memory is no older than the moment at which it asked. No two clocks are compared.
 */
export interface Feed {
  /** What is held in memory. @throws `storeUnavailable` while it is older than `bound`, in seconds */
  current(bound: number): Replica
  /** How old it may be: milliseconds since what is certainly in it. */
  age(): number
  /** The lab's clock, by which tokens end, and with them what is told of them. Milliseconds. */
  now(): number
  /** Once it is held for the first time. */
  ready: Promise<void>
  /** Waits a moment until an entry of this process is in its own memory. */
  reached(number: number): Promise<void>
  close(): void
}

/** Keys beside the stream: how many entries there were, and what is in force, by its end. */
export const feedKeys = /* lua */ `
local entries = feed .. ':entries'
local revokedNow, cutOffNow = feed .. ':revoked', feed .. ':cut-offs'
`

/** So many entries stay; whoever is further behind takes a snapshot. */
const KEPT_ENTRIES = 100_000

/** What is told of a token is kept a little longer than it, and in Redis as long as by other engines. Seconds. */
export const ENDS_LATE = 60
const KEPT_AFTER_ITS_END = TOLD_FOR / 1000

/** Lua: appends an entry, and answers its number. */
export const appending = /* lua */ `
${feedKeys}
local function append(...)
  local number = redis.call('INCR', entries)
  redis.call('XADD', feed, 'MAXLEN', '~', ${KEPT_ENTRIES}, '*', 'entry', number, ...)
  return number
end
`

/**
 * How many entries there are; null in another epoch, or on another server. It writes, so that a server
 * that only follows refuses: lets go of what ended before `ARGV[2]`, and keeps from Redis's own collection
 * what a lab in use has.
 */
const COUNT = script(/* lua */ `
local feed, mark, workspaces = KEYS[1], KEYS[2], KEYS[3]
${feedKeys}
${staying}
if redis.call('GET', mark) ~= ARGV[1] then return false end
redis.call('ZREMRANGEBYSCORE', revokedNow, '-inf', '(' .. ARGV[2])
redis.call('ZREMRANGEBYSCORE', cutOffNow, '-inf', '(' .. ARGV[2])
for _, key in ipairs({feed, entries, revokedNow, cutOffNow, mark, workspaces}) do putOff(key) end
return tonumber(redis.call('GET', entries) or 0)`)

/** Where the stream stands: the id of its last entry, and that one's number. */
const POSITION = script(/* lua */ `
local feed = KEYS[1]
${feedKeys}
local last = redis.call('XREVRANGE', feed, '+', '-', 'COUNT', 1)
return {last[1] and last[1][1] or '0-0', tonumber(redis.call('GET', entries) or 0)}`)

/** How often it is asked, and how long a read waits for an entry. Milliseconds. */
const BEAT = 250
const READ_AT_ONCE = 1_000
const PAUSE = 100
/** How long an entry of one's own is waited for. */
const PATIENCE = 500

const entrySchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('revoked'),
    mark: z.string().regex(WRITTEN_MARK),
    ends: z.coerce.number(),
  }),
  z.object({
    kind: z.literal('cut-off'),
    whom: z.string(),
    number: z.coerce.number(),
    keep: z.string(),
    ends: z.coerce.number(),
  }),
])

const positionSchema = z.tuple([z.string(), z.number()])
const readSchema = z.array(
  z.object({
    messages: z.array(z.object({ id: z.string(), message: z.record(z.string(), z.string()) })),
  }),
)

/** A member of the sorted set of cut-offs: `WHOM NUMBER KEEP`. */
function cutOffFrom(member: string, ends: number): Told {
  const [whom = '', number, keep = ''] = member.split(' ')
  return { kind: 'cut-off', whom, number: Number(number), keep, ends }
}

export interface Feeding {
  /** A connection of its own, on which a read waits for the next entry. */
  reading: Link
  /** The keys of the stream, and of the set of workspaces. */
  keys(): { feed: string; workspaces: string }
  truth: Pick<Truth, 'epoch' | 'base' | 'mark' | 'markText' | 'sharedAt'>
  clock: Clock
}

/** What is read into, and how far; of which turn of a server; and what has ended by `swept` is not in it. */
interface Reader {
  replica: Replica
  id: string
  number: number
  epoch: number
  mark: string
  swept: number
  asked: { number: number; at: number } | null
}

export function openFeed({ reading, keys, truth, clock }: Feeding): Feed {
  /** What is answered from: all that there was at `at`. */
  let proved: { replica: Replica; epoch: number; at: number } | null = null
  let number = 0
  const closed = new AbortController()
  const ready = Promise.withResolvers<void>()
  const waiting = new Set<() => void>()

  // Of what another server was told since then, this one would say nothing.
  const age = () =>
    proved?.epoch === truth.epoch()
      ? performance.now() - Math.min(proved.at, truth.sharedAt())
      : Infinity

  /** Page by page: a list may be long, and no call may look like silence. */
  async function* members(key: string): AsyncIterable<[string, number]> {
    let cursor = '0'
    do {
      const from = cursor
      const page = await reading.ask((client) => client.zScan(key, from, { COUNT: READ_AT_ONCE }))
      for (const { value, score } of page.members) yield [value, score]
      ;({ cursor } = page)
    } while (cursor !== '0')
  }

  /** All that is in force, and where to go on from. What is told twice does no harm. */
  async function snapshot(): Promise<Reader> {
    const [epoch, mark, swept] = [truth.epoch(), truth.markText(), toSeconds(clock.now())]
    const replica = createReplica(truth.base())
    const { feed } = keys()
    const position = await reading.ask((client) => run(client, POSITION, [feed], []))
    const [id, count] = positionSchema.parse(position)
    for await (const [revoked, ends] of members(`${feed}:revoked`)) {
      const isMark = WRITTEN_MARK.test(revoked)
      if (isMark && ends >= swept) replica.tell({ kind: 'revoked', mark: revoked, ends })
    }
    for await (const [member, ends] of members(`${feed}:cut-offs`)) {
      if (ends >= swept) replica.tell(cutOffFrom(member, ends))
    }
    return { replica, id, number: count, epoch, mark, swept, asked: null }
  }

  async function ask(reader: Reader): Promise<void> {
    const [at, now] = [performance.now(), toSeconds(clock.now())]
    // What was let go of has not ended after all.
    if (now < reader.swept - ENDS_LATE) throw new Error('the clock was set back')
    const { feed, workspaces } = keys()
    const named = [feed, truth.mark(), workspaces]
    const given = [reader.mark, now - KEPT_AFTER_ITS_END]
    const count = await reading.ask((client) => run(client, COUNT, named, given))
    if (count === null) giveUp(reading)
    if (Number(count) < reader.number) throw new Error('its count was lost')
    reader.asked = { number: Number(count), at }
    reader.replica.sweep(now)
    reader.swept = Math.max(reader.swept, now)
  }

  function take(reader: Reader, id: string, message: Record<string, string>): void {
    if (Number(message['entry']) !== reader.number + 1) throw new Error('entries are missing')
    reader.replica.tell(entrySchema.parse(message))
    reader.id = id
    reader.number += 1
  }

  /** Reads what has come, and looks whether that is all that there was when it was asked. */
  async function tail(reader: Reader): Promise<void> {
    const { feed: key } = keys()
    const { asked, id: from } = reader
    const options = { COUNT: READ_AT_ONCE, ...(asked !== null && { BLOCK: BEAT }) }
    const found = await reading.ask((client) => client.xRead({ key, id: from }, options))
    const entries = readSchema.parse(found ?? []).flatMap(({ messages }) => messages)
    for (const { id, message } of entries) take(reader, id, message)
    ;({ number } = reader)
    for (const look of waiting) look()
    // Fewer than a page is all that there was.
    const isAll = asked !== null && entries.length < READ_AT_ONCE
    if (isAll && number < asked.number) throw new Error('entries are missing')
    if (asked === null || performance.now() - asked.at >= BEAT) await ask(reader)
    prove(reader)
  }

  function prove({ replica, epoch, number: read, asked }: Reader): void {
    if (asked === null || read < asked.number) return
    proved = { replica, epoch, at: asked.at }
    ready.resolve()
  }

  async function follow(): Promise<void> {
    while (!closed.signal.aborted) {
      try {
        const reader = await snapshot()
        while (!closed.signal.aborted && reader.mark === truth.markText()) await tail(reader)
      } catch {
        // Nothing is lost but time: the memory grows old, and is made anew.
        await new Promise((resolve) => setTimeout(resolve, PAUSE).unref())
      }
    }
  }

  void follow()

  return {
    age,
    now: () => clock.now(),
    ready: ready.promise,
    current(bound) {
      if (proved === null || age() > bound * 1000) {
        throw storeUnavailable('revocations in memory', new Error('they are too old'))
      }
      return proved.replica
    },
    async reached(entry) {
      if (number >= entry) return
      const { promise, resolve } = Promise.withResolvers<void>()
      const look = () => void (number >= entry && resolve())
      const late = setTimeout(resolve, PATIENCE)
      waiting.add(look)
      await promise
      waiting.delete(look)
      clearTimeout(late)
    },
    close: () => closed.abort(),
  }
}
