import { join } from 'node:path'
import { everyCall } from '../lib/stores/conformance/every-call.ts'
import { openBackend } from '../lib/stores/open.ts'
import { storeAccess } from '../lib/stores/session-stores.ts'
import { carriedFrom } from '../lib/strategies/carried.ts'
import type { StrategyDefinition } from '../lib/strategies/contract.ts'
import { strategies } from '../lib/strategies/registry.ts'
import { labOn } from './lab.ts'
import { spread } from './rounds.ts'

/** What a check takes where the stores that it asks are a network away: waited for, and not added. */

/** Milliseconds that each call of such a store takes longer. */
export const DISTANCES = [0, 0.5, 2] as const

export interface Apart {
  strategy: string
  /** Median microseconds a check, by the distance in milliseconds. */
  at: Record<string, number>
}

const CALLS = 40

/** Asleep for as long as a timer is fine enough, as whoever waits for a network; and the rest awake. */
async function wait(ms: number): Promise<void> {
  const until = performance.now() + ms
  if (ms > 1) await new Promise((resolve) => void setTimeout(resolve, ms - 1))
  while (performance.now() < until) await new Promise((resolve) => void setImmediate(resolve))
}

export async function measuredApart(folder: string): Promise<Apart[]> {
  let distance = 0
  const near = await openBackend(`file:${join(folder, 'apart.db')}`)
  const runtime = await labOn(
    // The workspace is the lab's own, and keys are remembered: neither is any part of a check.
    everyCall(near, async (store, _, call) => {
      if (distance > 0 && (store in storeAccess || store === 'users')) await wait(distance)
      return call()
    }),
  )
  const { id, workspace: fresh } = await runtime.create()
  const owner = await fresh.users.named('alice')
  if (!owner) throw new Error('there is no alice')
  const asked = async (definition: StrategyDefinition) => {
    const workspace = await runtime.open(id)
    if (!workspace) throw new Error('the workspace is gone')
    return workspace.strategy(definition)
  }
  const all: Apart[] = []
  for (const definition of strategies) {
    const at: Record<string, number> = {}
    for (const ms of DISTANCES) {
      distance = 0
      const grant = await (await asked(definition)).start(owner, 'a browser', {})
      const carried = carriedFrom(grant.credentials)
      const strategy = await asked(definition)
      await strategy.verify(carried)
      distance = ms
      const taken: number[] = []
      for (let count = 0; count < CALLS; count += 1) {
        const started = performance.now()
        const verdict = await strategy.verify(carried)
        taken.push((performance.now() - started) * 1000)
        if (!verdict.ok) throw new Error(`${definition.id}: ${verdict.reason}`)
      }
      at[String(ms)] = spread(taken).median
    }
    all.push({ strategy: definition.id, at })
  }
  await runtime.close()
  return all
}
