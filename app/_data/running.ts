import type { Named } from '#lib/evidence/named.ts'
import { allStrategies } from '#lib/strategies/registry.ts'
import { UNAVAILABLE, unavailableAmong } from '#lib/strategies/unavailable.ts'
import { processRuntime } from '#lib/workspace/process-runtime.ts'

/** What can be chosen, and why it cannot where it cannot. */
export interface Offered extends Named {
  unavailable: string | null
}

/** The ids of strategies that this server cannot run: which ones those are, its runtime knows. */
export async function unavailableHere(): Promise<ReadonlySet<string>> {
  const { strategies } = await processRuntime()
  return new Set(unavailableAmong(strategies).map(({ id }) => id))
}

/** Every strategy to choose from. */
export async function offeredStrategies(): Promise<Offered[]> {
  const missing = await unavailableHere()
  return allStrategies.map(({ id, title }) => ({
    id,
    title,
    unavailable: missing.has(id) ? UNAVAILABLE : null,
  }))
}
