import { inspect } from 'node:util'
import { asyncProperty, check, type Parameters } from 'fast-check'
import { faultsAfter } from './aftermath.ts'
import { told } from './log.ts'
import { histories, type History } from './operations.ts'
import type { Lab } from './play.ts'

/** What is wrong with one history, and what happened in it; null where nothing is. */
export function faultsIn(lab: Lab, history: History): Promise<string | null> {
  return lab.play(history, async (played) => {
    const faults = await faultsAfter(played, lab.backend)
    const lines = played.log.entries.map((entry) => told(entry, played.log))
    return faults.length > 0 ? [...new Set(faults), '', ...lines].join('\n') : null
  })
}

/** Plays histories until one has a fault, and makes that one small. Null where none is found. */
export async function search(lab: Lab, options: Parameters<[History]>): Promise<string | null> {
  const result = await check(
    asyncProperty(histories, async (history) => {
      const found = await faultsIn(lab, history)
      if (found !== null) throw new Error(found)
    }),
    options,
  )
  if (!result.failed) return null
  const { seed, counterexamplePath, numRuns, errorInstance } = result
  const found = errorInstance instanceof Error ? inspect(errorInstance) : String(errorInstance)
  return `seed ${seed}, path "${counterexamplePath ?? ''}", after ${numRuns} histories\n${found}`
}
