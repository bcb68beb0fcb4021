import { z } from 'zod'
import { storeUnavailable } from '../../kernel/problem.ts'
import { createReplica, type Replica, type Told } from './replica.ts'
import type { Link } from './link.ts'
import { run, script } from './script.ts'
import { staying } from './tables.ts'
import { giveUp, type Truth } from './truth.ts'

/**
 * How revocations reach every process: a stream that each reads from where it stands. Its entries are
 * counted without a gap, so that whatever was missed is noticed, and answered with a fresh snapshot.
 * Silence proves nothing, and neither does a snapshot: each process appends a heartbeat of its own, which
 * is taken in this epoch alone, and when it reads that back, it knows that its memory is no older than the
 * moment at which the heartbeat was sent. No two clocks are compared.
 */
export interface Feed {
  /** What is held in memory. @throws `storeUnavailable` while it is older than `bound`, in seconds */
  current(bound: number): Replica
  /** How old it may be: milliseconds since what is certainly in it. */
  age(): number
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

/** Lua: appends an entry, and answers its number. */
export const appending = /* lua */ `
${feedKeys}
local function append(...)
  local number = redis.call('INCR', entries)
  redis.call('XADD', feed, 'MAXLEN', '~', ${KEPT_ENTRIES}, '*', 'entry', number, ...)
  return number
end
`

/** Also lets go of what has ended, and keeps from Redis's own collection what a lab in use has. Answers the server's clock in seconds; null in another epoch. */
const HEARTBEAT = script(/* lua */ `
local feed, mark, workspaces = KEYS[1], KEYS[2], KEYS[3]
${appending}
${staying}
if redis.call('GET', mark) ~= ARGV[1] then return false end
append('kind', 'heartbeat', 'by', ARGV[2], 'beat', ARGV[3])
local now = tonumber(redis.call('TIME')[1])
redis.call('ZREMRANGEBYSCORE', revokedNow, '-inf', '(' .. now)
redis.call('ZREMRANGEBYSCORE', cutOffNow, '-inf', '(' .. now)
for _, key in ipairs({feed, entries, revokedNow, cutOffNow, mark, workspaces}) do putOff(key) end
return now`)

/** Where the stream stands: the id of its last entry, and that one's number. */
const POSITION = script(/* lua */ `
local feed = KEYS[1]
${feedKeys}
local last = redis.call('XREVRANGE', feed, '+', '-', 'COUNT', 1)
return {last[1] and last[1][1] or '0-0', tonumber(redis.call('GET', entries) or 0)}`)

const BEAT = 250
const BLOCK = 400
const READ_AT_ONCE = 1_000
const PAUSE = 100
/** So many heartbeats were taken, and the stream that is read has none of them: it is another server's. */
const UNHEARD = 8
/** How long an entry of one's own is waited for. */
const PATIENCE = 500

const entrySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('heartbeat'), by: z.string(), beat: z.coerce.number() }),
  z.object({ kind: z.literal('revoked'), mark: z.string(), ends: z.coerce.number() }),
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
  /** For writes, and for reads that wait for an entry. */
  link: Link
  reading: Link
  node: string
  /** The keys of the stream, of the mark of the epoch, and of the set of workspaces. */
  keys(): { feed: string; mark: string; workspaces: string }
  truth: Pick<Truth, 'epoch' | 'base'>
}

export function openFeed({ link, reading, node, keys, truth }: Feeding): Feed {
  const { epoch, base } = truth
  /** What is read into, and how far; and what is answered from, as it was at a heartbeat. */
  let reader = { replica: createReplica(0), id: '0-0', number: 0, epoch: 0 }
  let proved: { replica: Replica; epoch: number; at: number } | null = null
  const closed = new AbortController()
  let beat = 0
  let unheard = 0
  const sent = new Map<number, number>()
  const ready = Promise.withResolvers<void>()
  const waiting = new Set<() => void>()

  const age = () => (proved?.epoch === epoch() ? performance.now() - proved.at : Infinity)

  async function heartbeat(): Promise<void> {
    const number = (beat += 1)
    sent.set(number, performance.now())
    // One that is not read back soon is not needed: a later one says more.
    sent.delete(number - 100)
    const given = [epoch(), node, number]
    const { feed, mark, workspaces } = keys()
    const named = [feed, mark, workspaces]
    const now = await link.ask((client) => run(client, HEARTBEAT, named, given))
    if (now === null) giveUp(link)
    unheard += 1
    reader.replica.sweep(Number(now))
  }

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
  async function snapshot(): Promise<void> {
    const began = epoch()
    const replica = createReplica(base())
    const { feed } = keys()
    const position = await reading.ask((client) => run(client, POSITION, [feed], []))
    const [id, number] = positionSchema.parse(position)
    for await (const [mark, ends] of members(`${feed}:revoked`)) {
      replica.tell({ kind: 'revoked', mark, ends })
    }
    for await (const [member, ends] of members(`${feed}:cut-offs`)) {
      replica.tell(cutOffFrom(member, ends))
    }
    reader = { replica, id, number, epoch: began }
  }

  function take(id: string, message: Record<string, string>): void {
    if (Number(message['entry']) !== reader.number + 1) throw new Error('entries are missing')
    const entry = entrySchema.parse(message)
    reader.id = id
    reader.number += 1
    const { replica, epoch: of } = reader
    if (entry.kind !== 'heartbeat') return replica.tell(entry)
    if (entry.by === node) unheard = 0
    const at = entry.by === node ? sent.get(entry.beat) : undefined
    if (at === undefined) return
    proved = { replica, epoch: of, at }
    ready.resolve()
  }

  async function tail(): Promise<void> {
    const { feed: key } = keys()
    const options = { BLOCK, COUNT: READ_AT_ONCE }
    const found = await reading.ask((client) => client.xRead({ key, id: reader.id }, options))
    if (found === null && unheard > UNHEARD) {
      unheard = 0
      reading.drop('it is not where the others write')
    }
    for (const { messages } of readSchema.parse(found ?? [])) {
      for (const { id, message } of messages) take(id, message)
    }
    for (const look of waiting) look()
  }

  async function follow(): Promise<void> {
    while (!closed.signal.aborted) {
      try {
        await snapshot()
        await heartbeat()
        while (!closed.signal.aborted && reader.epoch === epoch()) await tail()
      } catch {
        // Nothing is lost but time: the memory grows old, and is made anew.
        await new Promise((resolve) => setTimeout(resolve, PAUSE).unref())
      }
    }
  }

  const beating = setInterval(() => void heartbeat().catch(() => undefined), BEAT).unref()
  void follow()

  return {
    age,
    ready: ready.promise,
    current(bound) {
      if (proved === null || age() > bound * 1000) {
        throw storeUnavailable('revocations in memory', new Error('they are too old'))
      }
      return proved.replica
    },
    async reached(number) {
      if (reader.number >= number) return
      const { promise, resolve } = Promise.withResolvers<void>()
      const look = () => void (reader.number >= number && resolve())
      const late = setTimeout(resolve, PATIENCE)
      waiting.add(look)
      await promise
      waiting.delete(look)
      clearTimeout(late)
    },
    close() {
      closed.abort()
      clearInterval(beating)
    },
  }
}
