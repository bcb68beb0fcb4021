import type { ServerStateStore } from '../server-state.ts'
import { reasonOf, REPLICA, type Client, type Link } from './link.ts'
import { changeRecord, markText, readMark, readRecord, type Kept, type Record } from './record.ts'
import { lookAt, type Server } from './server.ts'

/**
 * Whether Redis still knows what it was told. An epoch is kept beside the data, in the database, and
 * a mark of it in Redis. Where the mark is gone, or a restarted server may lack its last writes, the
 * truth is lost for good: a new epoch begins, and all session state of the one before is void.
 */
export interface Truth {
  /** Looks at a server that was connected to. @throws where it is not to be believed, with the reason */
  believe(client: Client): Promise<void>
  /** Is this the server that was believed last? For another connection to it. */
  isBelieved(client: Client): Promise<boolean>
  /** Is it still the same epoch there, on a server that can be written? Also leaves a receipt, as a write that can be looked for. */
  isStillTrue(client: Client): Promise<boolean>
  /** Is the server that was believed last still the one that all nodes believe? @throws where the database does not answer */
  isShared(): Promise<boolean>
  /** Since when that is not known: until then no other server acknowledged anything. Milliseconds of `performance.now()`. */
  sharedAt(): number
  /** What this process was acknowledged last: the number of one of its writes, in a key. */
  acknowledged(key: string, count: number): void
  epoch(): number
  /** Where the epoch begins to count versions and stamps: above all that was given out before. */
  base(): number
  /** The key of its mark, and what is there while all is as it was believed. */
  mark(): string
  markText(): string
  /** All keys of this lab begin with it: several can share a Redis. */
  prefix(): string
  /** What the operator has accepted; empty where nothing had to be. */
  objections(): readonly string[]
}

export interface Trust {
  /** A name of this process, for its receipts. */
  node: string
  /** For a lab that has no id yet. */
  newLab: string
  /** Take a Redis that evicts, or forgets at a restart. */
  acceptForgetting: boolean
}

/** Under which name a process leaves the number of its last write, in a hash. */
export const receiptOf = (node: string): string => `by:${node}`

/** What is counted in an epoch is far below where the next one begins. */
const COUNTS_IN_AN_EPOCH = 2 ** 32

const RECEIPT_LIVES = 24 * 60 * 60 * 1000
const ATTEMPTS = 6

/** What is said of a server that does not know any more what it was told. */
const FORGOTTEN = 'it has forgotten what it was told'

/** Another connection is made, and asked anew whether it is to be believed. */
export function giveUp(link: Link, why = FORGOTTEN): never {
  link.drop(why)
  throw new Error(why)
}

/** @throws where it does not answer, or is given up since it has forgotten */
export async function expectStillTrue(truth: Truth, link: Link): Promise<void> {
  // Not within the call to Redis, which would be blamed for the database's silence.
  if (!(await truth.isShared())) giveUp(link, 'it is looked at anew')
  if (!(await link.ask((client) => truth.isStillTrue(client)))) giveUp(link)
}

/** It may not know, and may never be told: what is newer is on the other one. */
const REPLACED = 'another server has taken its place'

export function createTruth(
  state: ServerStateStore,
  { node, newLab, acceptForgetting }: Trust,
  nextCount: () => number,
): Truth {
  let record: Record | null = null
  let believedRun: string | null = null
  let objections: readonly string[] = []
  let last: { key: string; count: number } | null = null
  let sharedAt = -Infinity
  let hasCopies = false

  const known = (): Record => {
    if (record === null) throw new Error('it has not been reached')
    return record
  }
  const markOf = ({ lab }: Record) => `lab:${lab}:epoch`

  /** Are all writes there that this process, or whoever vouched for the server, was told of? */
  async function isWhole(client: Client, found: Record, server: Server): Promise<boolean> {
    const isSameRun = (believedRun ?? found.run) === server.run
    if (isSameRun && !server.wasReplica) return true
    if (believedRun !== null && last !== null) {
      // A log keeps its order: where the last write of this process is, so are all before it.
      const kept = await client.hGet(last.key, receiptOf(node))
      return Number(kept ?? -1) >= last.count
    }
    // This process was told nothing, and the disk of a server that may be another proves nothing.
    return isSameRun || (server.isSynchronous && !server.wasReplica && !found.hasCopies)
  }

  /** One step towards the truth; false where there may be another. */
  async function settle(client: Client, server: Server): Promise<boolean> {
    const asked = performance.now()
    const kept = await readRecord(state, newLab)
    const { record: found } = kept
    const { run } = server
    const mark = readMark(await client.get(markOf(found)))
    const isOfEpoch = mark.epoch === found.epoch
    const next = { ...found, turn: found.turn + 1, run, hasCopies: false }
    const isNext = isOfEpoch && mark.turn === next.turn && mark.run === run
    const isLatest = isOfEpoch && mark.turn === found.turn && mark.run === found.run

    if (found.run !== null && (isLatest || isNext) && (await isWhole(client, found, server))) {
      if (isLatest && found.run === run) {
        record = found
        sharedAt = asked
        return true
      }
      // The mark first: a server that has it and is not in the record is asked once more.
      await client.set(markOf(found), markText(next))
      await changeRecord(state, kept, next)
      return false
    }
    // It was left for another one, and has not heard of that since.
    const isLeft = found.run !== null && found.run !== run && mark.run === run && !isNext
    // Whoever comes from that one was sent here: it is gone.
    if (isLeft && believedRun !== found.run) throw new Error(REPLACED)

    if (found.run === null && mark.epoch <= found.epoch) {
      await client.set(markOf(found), markText({ ...found, run }))
      await changeRecord(state, kept, { run })
    } else {
      const epoch = Math.max(found.epoch, mark.epoch) + 1
      await changeRecord(state, kept, { epoch, turn: next.turn, run: null, hasCopies: false })
      believedRun = last = null
    }
    return false
  }

  async function tellOfCopies(kept: Kept): Promise<void> {
    if (!hasCopies || kept.record.hasCopies) return
    // Told again with the next look, where the database cannot be written.
    await changeRecord(state, kept, { hasCopies }).catch(() => undefined)
  }

  async function leaveReceipt(client: Client): Promise<void> {
    const key = `lab:${known().lab}:node:${node}`
    const count = nextCount()
    const receipt = client.multi().hSet(key, receiptOf(node), String(count))
    await receipt.pExpire(key, RECEIPT_LIVES).exec()
    acknowledged(key, count)
  }

  /** Answers come in another order than they were asked for. */
  function acknowledged(key: string, count: number): void {
    if (last === null || count > last.count) last = { key, count }
  }

  return {
    async believe(client) {
      const server = await lookAt(client)
      hasCopies = false
      // What it says may be old, and nothing says by how much.
      if (server.isReplica) throw new Error(REPLICA)
      ;({ objections } = server)
      const [first] = objections
      if (first !== undefined && !acceptForgetting) throw new Error(first)
      for (let attempt = 0; !(await settle(client, server)); attempt += 1) {
        if (attempt === ATTEMPTS) throw new Error('nodes do not agree about what it has forgotten')
      }
      believedRun = server.run
      // A server that is full still answers, and still forgets sessions that end.
      await leaveReceipt(client).catch(() => undefined)
    },
    async isBelieved(client) {
      const { run } = await lookAt(client)
      return run === believedRun
    },
    async isStillTrue(client) {
      const [mark, standing] = await Promise.all([client.get(markOf(known())), client.role()])
      if (mark !== markText(known())) return false
      hasCopies ||= standing?.role === 'master' && standing.replicas?.length !== 0
      try {
        await leaveReceipt(client)
        return true
      } catch (error) {
        // It has been made a replica under this very connection.
        if (reasonOf(error) === REPLICA) return false
        throw error
      }
    },
    async isShared() {
      const asked = performance.now()
      const kept = await readRecord(state, newLab)
      const { epoch, turn } = known()
      if (kept.record.epoch !== epoch || kept.record.turn !== turn) return false
      sharedAt = Math.max(sharedAt, asked)
      await tellOfCopies(kept)
      return true
    },
    sharedAt: () => sharedAt,
    acknowledged,
    epoch: () => known().epoch,
    base: () => (known().epoch - 1) * COUNTS_IN_AN_EPOCH,
    mark: () => markOf(known()),
    markText: () => markText(known()),
    prefix: () => `lab:${known().lab}:`,
    objections: () => objections,
  }
}
