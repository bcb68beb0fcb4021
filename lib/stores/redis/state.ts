import { workspaceGone } from '../../kernel/problem.ts'
import type { Client, Link } from './link.ts'
import { operation } from './operation.ts'
import { FORGET } from './removal.ts'
import { asList, run, script, type Script } from './script.ts'
import { STAYS_FOR } from './tables.ts'
import { expectStillTrue, giveUp, receiptOf, type Truth } from './truth.ts'

const STRATEGIES = operation(/* lua */ `
return {'ok', redis.call('SMEMBERS', meta .. ':strategies')}`)

const MARK_OUT = script(/* lua */ `
if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
if ARGV[1] == 'out' then return redis.call('HSET', KEYS[1], 'out', 1) end
return redis.call('HDEL', KEYS[1], 'out')
`)

/**
 * Takes a workspace up into this epoch: what is there of another one is void from the first step on, for
 * every node. Answers 'more' until nothing is left of it.
 */
const ADMIT = script(/* lua */ `
local meta, mark = KEYS[1], KEYS[2]
-- Emptied since it was asked: what was revoked would be taken for empty here as well.
if redis.call('GET', mark) ~= ARGV[4] then return 'late' end
local epoch, gone = unpack(redis.call('HMGET', meta, 'epoch', 'gone'))
if gone then return 'gone' end
if epoch == ARGV[1] then return 'ok' end
if epoch and tonumber(epoch) > tonumber(ARGV[1]) then return 'late' end
redis.call('HDEL', meta, 'epoch', 'base', 'out')
${FORGET}
redis.call('DEL', meta)
redis.call('HSET', meta, 'epoch', ARGV[1], 'base', ARGV[2])
redis.call('PEXPIRE', meta, ${STAYS_FOR})
if ARGV[3] == 'out' then redis.call('HSET', meta, 'out', 1) end
return 'ok'
`)

/**
 * Removes it, in the first step for whoever asks, and remembers for a day that it is gone, for whoever
 * comes late. Answers 'more' until nothing is left of it.
 */
const REMOVE = script(/* lua */ `
local meta = KEYS[1]
-- Receipts stay: other processes look for theirs.
redis.call('HDEL', meta, 'epoch', 'base', 'out')
redis.call('HSET', meta, 'gone', 1, ARGV[1], ARGV[2])
redis.call('PEXPIRE', meta, 24 * 60 * 60 * 1000)
${FORGET}
return 1
`)

/** No request waits longer for what is void to be deleted. Milliseconds. */
const ADMITS_WITHIN = 500

export interface State {
  /**
   * Null where the workspace is gone.
   * @throws where Redis does not answer, or may have forgotten
   */
  ask(workspace: string, strategy: string, what: Script, given?: Given): Promise<unknown>
  /** The same for what keeps something. @throws `workspaceGone` where the workspace is gone */
  keep(workspace: string, strategy: string, what: Script, given?: Given): Promise<unknown>
  /** It is gone for whoever asks from then on; what is left of it has to be removed. */
  refuse(workspace: string): Promise<void>
  remove(workspace: string): Promise<void>
  /** Those that keep something in a workspace, in the order of their names. */
  strategies(workspace: string): Promise<string[]>
  /** Those of which something may be kept here. */
  workspaces(): AsyncIterable<string>
  /** Of all workspaces, and of those that are still to come. */
  takeAway(): Promise<void>
  giveBack(): Promise<void>
}

type Given = readonly (string | number)[]

/** The workspaces that there are: null for one that is gone. How far its clock is ahead, in ms. */
export interface KnownWorkspaces {
  find(workspace: string): Promise<{ clockOffset: number } | null>
}

interface Surroundings {
  node: string
  nextCount: () => number
  known: KnownWorkspaces
  /** Waits a moment until an entry of the feed is in this process's own memory. */
  reached: (entry: number) => Promise<void>
}

/** The key of the set of all workspaces of which something may be kept. */
export const workspacesOf = (truth: Truth): string => `${truth.prefix()}workspaces`

/** The key of the stream that tells all nodes. */
export const feedOf = (truth: Truth): string => `${truth.prefix()}feed`

export function createState(
  link: Link,
  truth: Truth,
  { node, nextCount, known, reached }: Surroundings,
): State {
  const all = () => workspacesOf(truth)
  const outage = () => `${truth.prefix()}outage`
  const metaOf = (workspace: string) => `${truth.prefix()}{${workspace}}`

  /** False where the workspace is gone. */
  async function admit(workspace: string): Promise<boolean> {
    await expectStillTrue(truth, link)
    if ((await known.find(workspace)) === null) return false
    const epoch = truth.epoch()
    const step = () =>
      link.ask(async (client) => {
        await client.sAdd(all(), workspace)
        const isOut = (await client.exists(outage())) === 1
        const keys = [metaOf(workspace), truth.mark()]
        const given = [epoch, truth.base(), isOut ? 'out' : 'in', truth.markText()]
        return run(client, ADMIT, keys, given)
      })
    const began = performance.now()
    let answer = await step()
    while (answer === 'more' && performance.now() - began < ADMITS_WITHIN) answer = await step()
    // Whoever asks next goes on with it.
    if (answer === 'more') throw new Error('it is being emptied of what is void')
    if (answer === 'late') giveUp(link)
    return answer === 'ok'
  }

  async function operate(
    workspace: string,
    strategy: string,
    what: Script,
    given: Given,
  ): Promise<{ isGone: boolean; answer?: unknown }> {
    const meta = metaOf(workspace)
    const keys = [meta, `${meta}:${strategy}`, ...(what.isTold ? [feedOf(truth)] : [])]
    for (let isAdmitted = false; ; isAdmitted = true) {
      const count = nextCount()
      const args = [truth.epoch(), receiptOf(node), count, strategy, ...given]
      const [standing, answer = null, told = null] = asList(
        await link.ask((client) => run(client, what, keys, args)),
      )
      if (standing === 'kept') truth.acknowledged(meta, count)
      if (told !== null) await reached(Number(told))
      if (standing === 'kept' || standing === 'ok') return { isGone: false, answer }
      if (standing === 'gone') return { isGone: true }
      if (standing === 'out') throw new Error('it was taken away')
      if (isAdmitted) throw new Error('it is not known what it holds')
      if (!(await admit(workspace))) return { isGone: true }
    }
  }

  async function removeSome(workspace: string): Promise<unknown> {
    const meta = metaOf(workspace)
    const count = nextCount()
    const given = [receiptOf(node), count]
    const answer = await link.ask((client) => run(client, REMOVE, [meta], given))
    truth.acknowledged(meta, count)
    return answer
  }

  async function* workspaces(): AsyncIterable<string> {
    let cursor = '0'
    do {
      const from = cursor
      const found = await link.ask((client: Client) => client.sScan(all(), from, { COUNT: 200 }))
      yield* found.members
      ;({ cursor } = found)
    } while (cursor !== '0')
  }

  const mark = async (as: 'in' | 'out') => {
    for await (const workspace of workspaces()) {
      await link.ask((client) => run(client, MARK_OUT, [metaOf(workspace)], [as]))
    }
  }

  return {
    async ask(workspace, strategy, what, given = []) {
      return (await operate(workspace, strategy, what, given)).answer ?? null
    },
    async keep(workspace, strategy, what, given = []) {
      const { isGone, answer } = await operate(workspace, strategy, what, given)
      if (isGone) throw workspaceGone(null)
      return answer
    },
    async strategies(workspace) {
      const { answer } = await operate(workspace, '', STRATEGIES, [])
      return asList(answer).map(String).toSorted()
    },
    async refuse(workspace) {
      await removeSome(workspace)
    },
    async remove(workspace) {
      while ((await removeSome(workspace)) === 'more');
      await link.ask((client) => client.sRem(all(), workspace))
    },
    workspaces,
    async takeAway() {
      await link.ask((client) => client.set(outage(), '1'))
      await mark('out')
    },
    async giveBack() {
      await link.ask((client) => client.del(outage()))
      await mark('in')
    },
  }
}
