import { clusterRun, fromTheRun, keptCells } from '#lib/evidence/cluster.ts'
import { runOf, summaryOf, type CellRun, type CellSummary } from '#lib/evidence/model.ts'
import { doorOf, type Door } from '#lib/evidence/door.ts'
import type { Named } from '#lib/evidence/named.ts'
import type { StrategyDefinition } from '#lib/strategies/contract.ts'
import type { EventName } from '#lib/strategies/events.ts'
import { defaultLifetimes, lifetimeNames, type Lifetimes } from '#lib/strategies/lifetimes.ts'
import { needsNodes, replicated } from '#lib/strategies/registry.ts'
import { UNAVAILABLE } from '#lib/strategies/unavailable.ts'
import { unavailableHere } from '#app/_data/running.ts'

/** Evidence of strategies that one process cannot measure: from the run that is kept, and told so. */

/** Was it measured under these lifetimes? It was under the default ones alone. */
export const keptFor = (lifetimes: Lifetimes): boolean =>
  lifetimeNames.every((name) => lifetimes[name] === defaultLifetimes[name])

/** A cell with every step; null where there is none under these lifetimes. */
export function keptCell(
  { id }: StrategyDefinition,
  event: EventName,
  lifetimes: Lifetimes,
): CellRun | null {
  const cell = keptFor(lifetimes) && keptCells(id).find((own) => own.event === event)
  const { at, commit, nodes } = clusterRun.about
  return cell ? { ...runOf(cell), run: { at, commit, nodes } } : null
}

/** The same in short. */
export function keptSummary(
  definition: StrategyDefinition,
  event: EventName,
  lifetimes: Lifetimes,
): CellSummary | null {
  const cell = keptFor(lifetimes) && keptCells(definition.id).find((own) => own.event === event)
  return cell ? summaryOf(cell) : null
}

/** How long a copy was let in on several nodes, of those of these strategies that one process cannot measure. */
export const keptDoors = (
  strategies: readonly StrategyDefinition[],
  event: EventName | undefined,
  lifetimes: Lifetimes,
): Door[] =>
  strategies.filter(needsNodes).flatMap(({ id }) => {
    const cell = keptFor(lifetimes) && keptCells(id).find((own) => own.event === event)
    if (!cell) return []
    const door = doorOf(cell)
    return [{ ...door, words: `${door.words}, in an earlier run` }]
  })

/** What a page that compares is given of them, beside what is measured while one looks. */
export interface KeptRows {
  strategies: readonly (Named & { kept: { note: string; from: string } })[]
  cells: readonly CellSummary[]
}

export async function keptRows(): Promise<KeptRows> {
  const missing = await unavailableHere()
  return {
    strategies: replicated.map(({ id, title }) => ({
      id,
      title,
      kept: missing.has(id)
        ? { note: 'unavailable here*', from: `${UNAVAILABLE}; what is shown is ${fromTheRun()}` }
        : { note: 'earlier run*', from: `what is shown is ${fromTheRun()}` },
    })),
    cells: replicated.flatMap(({ id }) => keptCells(id).map(summaryOf)),
  }
}
