import { carriedFrom } from '../../lib/strategies/carried.ts'
import type { Carried, StrategyDefinition } from '../../lib/strategies/contract.ts'
import { newMember } from '../lab.ts'
import { groundOf } from './ground.ts'
import { held } from '../memory.ts'

/** A workspace with one strategy, whose state grows, and those who are signed in there. */

/** Accounts that each have a session: what one ends is the other's no more. */
const SIGNED_IN = 100
const WARM = 10

export async function openPlace(definition: StrategyDefinition, path: string) {
  const ground = await groundOf(definition, path)
  let runtime = await ground.open()
  const { id, workspace } = await runtime.create()
  const open = async () => {
    const opened = await runtime.open(id)
    if (!opened) throw new Error('the workspace is gone')
    return opened
  }
  let accounts = 0
  async function signIn(): Promise<Carried> {
    accounts += 1
    const here = await open()
    const who = await newMember(here, accounts)
    return carriedFrom((await here.strategy(definition).start(who, 'a browser', {})).credentials)
  }
  const several = async (count: number) => {
    const all: Carried[] = []
    for (let one = 0; one < count; one += 1) all.push(await signIn())
    return all
  }

  let entries = 0
  const first = await several(SIGNED_IN)
  let opened = await open()
  const asked = () => opened.strategy(definition)
  /** Microseconds a check: each of those who are signed in comes once. */
  async function verifyAll(): Promise<number> {
    const started = performance.now()
    for (const carried of first) {
      const verdict = await asked().verify(carried)
      if (!verdict.ok) throw new Error(`${definition.id}: ${verdict.reason}`)
    }
    return ((performance.now() - started) * 1000) / first.length
  }
  // The first calls compile what they run, and remember what they have seen.
  for (let round = 0; round < WARM; round += 1) await verifyAll()
  const before = held()
  /** Microseconds of one call for each of some who have just signed in. */
  async function each(count: number, call: (carried: Carried) => Promise<unknown> | undefined) {
    const taken: number[] = []
    for (const carried of await several(count)) {
      const started = performance.now()
      await call(carried)
      taken.push((performance.now() - started) * 1000)
    }
    return taken
  }
  return {
    verifyAll,
    end: (count: number) => each(count, (carried) => asked().end(carried, 'this')),
    renew: (count: number) => each(count, (carried) => asked().renew?.(carried)),
    async growTo(rows: number): Promise<void> {
      runtime = await ground.add(runtime, workspace.key, rows - entries)
      opened = await open()
      entries = rows
    },
    /** Bytes: on the disk, in Redis where it is there, and what has come to this process. */
    bytes: async () => ({
      disk: ground.onDisk(),
      redis: await ground.inRedis(),
      memory: Math.max(0, held() - before),
    }),
    async close() {
      await runtime.close()
      await ground.close()
    },
  }
}
