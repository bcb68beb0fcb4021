import type { AttackCellRun } from '#lib/evidence/attack-model.ts'
import { summaryOf, type CellSummary } from '#lib/evidence/model.ts'
import { averageCost } from '#lib/evidence/words/working-day.ts'
import { attacks, predictionFor } from '#lib/scenarios/attacks/registry.ts'
import { keptAlone } from '#lib/evidence/cluster.ts'
import { needsNodes } from '#lib/strategies/registry.ts'
import { processCells } from '#lib/scenarios/cell-cache.ts'
import { scenarios } from '#lib/scenarios/events/registry.ts'
import type { StrategyDefinition } from '#lib/strategies/contract.ts'
import { WORKING_DAY } from '#lib/strategies/costs.ts'
import type { EventName } from '#lib/strategies/events.ts'
import type { Settings } from '#lib/workspace/settings.ts'
import { lastReport } from '#app/_runs/report-file.ts'
import { attackCell } from '#app/_runs/cells.ts'
import type { MeasuredDay } from './day.ts'
import { keptSummary } from './kept.ts'

/**
 * What a page shows as it is sent, measured in this process, each figure once for the same settings:
 * the page then needs no script, and what it says has been seen.
 */

/** What a working day costs; of a strategy that needs several nodes, under the default lifetimes. */
export async function measuredDay(
  definition: StrategyDefinition,
  settings: Settings,
): Promise<MeasuredDay> {
  const measured = needsNodes(definition)
    ? keptAlone(definition.id)?.day
    : await processCells().day(definition, settings)
  if (!measured) throw new Error(`a day under ${definition.id} was not measured`)
  const day = { requests: WORKING_DAY.requests, ...measured }
  return { ...day, price: averageCost(day) }
}

/**
 * Cells under these events, in their order. Of a strategy that needs several nodes they are from the run
 * that is kept, and there are none under lifetimes that it did not have.
 */
export async function measuredCells(
  definition: StrategyDefinition,
  events: readonly EventName[],
  settings: Settings,
): Promise<CellSummary[]> {
  if (needsNodes(definition)) {
    return events.flatMap((event) => keptSummary(definition, event, settings) ?? [])
  }
  const own = events.flatMap((event) => scenarios.filter((scenario) => scenario.event === event))
  const cells = own.map((scenario) => processCells().cell(definition, scenario, settings))
  return (await Promise.all(cells)).map(summaryOf)
}

/**
 * The attacks that are expected to work, as they came out: a run of the tests fails where another one
 * works. What needs a browser is from the last run of the tests, or predicted, and says so.
 */
export async function attacksThatWork(
  definition: StrategyDefinition,
  settings: Settings,
): Promise<AttackCellRun[]> {
  const report = await lastReport()
  const expected = attacks.filter(
    (attack) => predictionFor(attack, definition, settings) === 'works',
  )
  return Promise.all(expected.map((attack) => attackCell(definition, attack, settings, report)))
}
