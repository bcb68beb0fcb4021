import { createClient } from 'redis'
import { afterEach, describe, expect, it } from 'vitest'
import { findRedis } from '../../../scripts/engines/redis.ts'
import { isStoreUnavailable } from '../../kernel/problem.ts'
import type { Backend } from '../backend.ts'
import { IN_MEMORY, openBackend } from '../open.ts'
import { endAll, open, revocationsOf, scope, start } from './conformance/labs-on-servers.ts'
import { createTruth } from './truth.ts'

/** Two servers that both act as the master: one of them is not what the others use any more. */

afterEach(endAll)
const until = Date.now() + 60 * 60 * 1000

/** As the store of a node says, and as its own memory does. An outage is an answer. */
async function answersOf(node: Backend, token: { id: string; account: string; stamp: number }) {
  const answers: unknown[] = []
  for (const store of [revocationsOf(node), replicatedOf(node)]) {
    const answer = store.isRevoked(token)
    answers.push(await answer.catch((error: unknown) => isStoreUnavailable(error) && '503'))
  }
  return answers
}

function replicatedOf(node: Backend) {
  const store = node.replicated?.(scope, 2)
  if (!store) throw new Error('Redis tells all nodes')
  return store
}

const connectTo = async (url: string) =>
  createClient({ url, socket: { reconnectStrategy: false } as const })
    .on('error', () => undefined)
    .connect()

/** A master, and a replica of it that has all it had when it was cut off, and acts as master since. */
async function masterAndFormerReplica() {
  const [old, next] = [await start(), await start()]
  const database = { ...(await openBackend(IN_MEMORY)), close: async () => undefined }
  const follow = async () => {
    expect(await next.say(`REPLICAOF 127.0.0.1 ${old.port}`)).toBe('+OK')
    await expect.poll(() => old.say('WAIT 1 100')).toBe(':1')
  }
  const lead = async () => expect(await next.say('REPLICAOF NO ONE')).toBe('+OK')
  return { old, next, database, follow, lead }
}

describe.skipIf(findRedis() === null)('a server that another one has replaced', () => {
  it('is not asked any more by a node that is cut off with it', async () => {
    const { old, next, database, follow, lead } = await masterAndFormerReplica()
    const cutOff = await open(old.url, database)
    await revocationsOf(cutOff).stamp(until)
    await follow()
    await lead()
    const node = await open(next.url, database)
    const token = { id: 't', account: 'a', stamp: await revocationsOf(node).stamp(until) }
    await revocationsOf(node).revoke('t', until)
    await replicatedOf(node).revoke('t', until)
    await expect.poll(() => answersOf(cutOff, token), { timeout: 10_000 }).toEqual(['503', '503'])
    expect(await cutOff.unavailable()).toEqual([expect.stringMatching(/another server/)])
    // Nor does it take the others with it.
    expect(await node.unavailable()).toEqual([])
    expect(await answersOf(node, token)).toEqual([true, true])
    await expect(open(old.url, database)).rejects.toThrow('another server')
    // Until it follows that one.
    expect(await old.say(`REPLICAOF 127.0.0.1 ${next.port}`)).toBe('+OK')
    await expect.poll(() => next.say('WAIT 1 100')).toBe(':1')
    expect(await old.say('REPLICAOF NO ONE')).toBe('+OK')
    await expect.poll(() => cutOff.unavailable(), { timeout: 10_000 }).toEqual([])
    expect(await answersOf(cutOff, token)).toEqual([true, true])
  })

  it('is not asked any more where it was replaced without a loss', async () => {
    const { old, next, database, follow, lead } = await masterAndFormerReplica()
    let count = 0
    const truthOf = (node: string) =>
      createTruth(
        database.serverState,
        { node, newLab: 'l', acceptForgetting: false },
        () => (count += 1),
      )
    const toOld = await connectTo(old.url)
    const again = await connectTo(old.url)
    const toNext = await connectTo(next.url)
    const [here, there, late] = [truthOf('here'), truthOf('there'), truthOf('late')]
    await there.believe(again)
    await here.believe(toOld)
    await follow()
    await lead()
    await there.believe(toNext)
    expect(there.epoch()).toBe(1)
    expect(await here.isShared()).toBe(false)
    await expect(here.believe(toOld)).rejects.toThrow('another server')
    await expect(late.believe(toOld)).rejects.toThrow('another server')
    expect(await there.isShared()).toBe(true)
    // It lost nothing either, and follows.
    await here.believe(toNext)
    await late.believe(toNext)
    for (const one of [here, there, late]) expect(await one.isShared()).toBe(true)
    expect(late.epoch()).toBe(1)
    // Whoever is led back has nowhere else to go: what the other was told is lost.
    await there.believe(again)
    expect(there.epoch()).toBe(2)
    for (const client of [toOld, again, toNext]) client.destroy()
  })

  it('is not taken for a replica of it that was started anew, with all nodes', async () => {
    const { old, next, database, follow, lead } = await masterAndFormerReplica()
    const node = await open(old.url, database)
    const token = { id: 't', account: 'a', stamp: await revocationsOf(node).stamp(until) }
    await follow()
    const isNoticed = async () => (await database.serverState.read('redis'))?.includes('true')
    await expect.poll(isNoticed).toBe(true)
    await lead()
    await revocationsOf(node).revoke('t', until)
    process.kill(old.pid, 'SIGKILL')
    await node.close()
    await next.restart()
    expect(await answersOf(await open(next.url, database), token)).toEqual([true, true])
  })
})
