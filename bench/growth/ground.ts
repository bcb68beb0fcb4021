import { setTimeout as pause } from 'node:timers/promises'
import { openBackend } from '../../lib/stores/open.ts'
import { needsNodes } from '../../lib/strategies/registry.ts'
import type { StrategyDefinition } from '../../lib/strategies/contract.ts'
import type { Runtime } from '../../lib/workspace/runtime.ts'
import { startRedis } from '../../scripts/engines/redis.ts'
import { hold, keptBy } from '../in-redis.ts'
import { labIn, labOn } from '../lab.ts'
import { fill, tablesOf, usedBy } from './fill.ts'

/** Where the state of a strategy is: a file, or Redis and the memory of each node. */
export interface Ground {
  open(): Promise<Runtime>
  /** Adds so many entries. Answers the runtime that has them. */
  add(runtime: Runtime, workspace: string, count: number): Promise<Runtime>
  /** Bytes on the disk. */
  onDisk(): number
  /** Bytes in Redis; null where there is none. */
  inRedis(): Promise<number | null>
  close(): Promise<void>
}

/** @param path of the database file, which is made */
export const groundOf = (definition: StrategyDefinition, path: string): Promise<Ground> | Ground =>
  needsNodes(definition) ? replicatedGround(definition, path) : fileGround(definition, path)

/** Whether it keeps anything that could grow. */
export const grows = (definition: StrategyDefinition): boolean =>
  needsNodes(definition) || tablesOf(definition).length > 0

const YEAR = 365 * 24 * 60 * 60 * 1000

const fileGround = (definition: StrategyDefinition, path: string): Ground => ({
  open: () => labIn(path),
  async add(runtime, workspace, count) {
    const told = { workspace, strategy: definition.id, expiresAt: Date.now() + YEAR, count }
    for (const table of tablesOf(definition)) fill(path, table, told)
    return runtime
  },
  onDisk: () => usedBy(path),
  inRedis: async () => null,
  close: async () => undefined,
})

/** A node that starts reads all that is in force: one that starts anew holds what was added. */
async function replicatedGround(definition: StrategyDefinition, path: string): Promise<Ground> {
  const redis = await startRedis()
  const open = async () => {
    const runtime = await labOn(openBackend(`file:${path}`, redis), [definition])
    while ((await runtime.unavailable()).length > 0) await pause(20)
    return runtime
  }
  return {
    open,
    async add(runtime, _, count) {
      await hold(redis, runtime, count)
      await runtime.close()
      return open()
    },
    onDisk: () => usedBy(path),
    inRedis: () => keptBy(redis),
    close: () => redis.end(),
  }
}
