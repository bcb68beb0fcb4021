import { believedRun, cellOutcome, outcomeOf, predictedAs } from '#lib/evidence/attack-verdicts.ts'
import type { AttackCellRun } from '#lib/evidence/attack-model.ts'
import type { Attack } from '#lib/scenarios/attacks/attack.ts'
import { attacks, predictionFor } from '#lib/scenarios/attacks/registry.ts'
import type { AttackReport } from '#lib/evidence/attack-report.ts'
import type { StrategyDefinition } from '#lib/strategies/contract.ts'
import type { Settings } from '#lib/workspace/settings.ts'
import { keptAttacks } from '#lib/evidence/cluster.ts'
import { needsNodes } from '#lib/strategies/registry.ts'
import { keptFor } from '#app/_measured/kept.ts'
import { processRuns } from './run-cache.ts'

/**
 * What becomes of an attack under the settings. One that needs a browser is not played here: the last
 * run of the tests tells of it, and where there is none, what the traits predict.
 * One on a strategy that needs several nodes is from the run on nodes that is kept.
 * @throws when it could not be played
 */
export async function attackCell(
  definition: StrategyDefinition,
  attack: Attack,
  settings: Settings,
  report: AttackReport | null,
): Promise<AttackCellRun> {
  const known = { strategy: definition.id, attack: attack.id }
  if (needsNodes(definition)) return keptAttackCell(definition, attack, settings)
  if (attack.media.includes('process')) {
    const { works, says, predicted, broken, steps } = await processRuns().run(
      definition,
      attack,
      settings,
    )
    const played = { outcome: outcomeOf(works), says, predicted: predictedAs(predicted), broken }
    return { ...known, ...played, from: 'here', medium: 'process', run: null, steps }
  }
  return fromRun(known, report) ?? predictedCell(known, definition, attack, settings)
}

/** On a strategy that one process cannot play: from the run on nodes that is kept, or predicted. */
export function keptAttackCell(
  definition: StrategyDefinition,
  attack: Attack,
  settings: Settings,
): AttackCellRun {
  const known = { strategy: definition.id, attack: attack.id }
  const kept = keptAttacks(definition.id).find((own) => own.attack === attack.id)
  return kept && keptFor(settings) ? kept : predictedCell(known, definition, attack, settings)
}

type Known = Pick<AttackCellRun, 'strategy' | 'attack'>

function fromRun({ strategy, attack }: Known, report: AttackReport | null): AttackCellRun | null {
  const cell = report?.cells.find((own) => own.strategy === strategy && own.attack === attack)
  const run = cell && believedRun(cell)
  if (!report || !cell || !run) return null
  return {
    strategy,
    attack,
    outcome: cellOutcome(cell),
    says: run.says,
    predicted: predictedAs(run.predicted),
    broken: cell.broken.length > 0,
    from: 'run',
    medium: run.medium,
    run: { at: report.at, commit: report.commit },
    steps: run.steps,
  }
}

function predictedCell(
  known: Known,
  definition: StrategyDefinition,
  attack: Attack,
  settings: Settings,
): AttackCellRun {
  const prediction = predictionFor(attack, definition, settings)
  const predicted = predictedAs(prediction)
  const says =
    typeof prediction === 'object'
      ? prediction.not
      : `By the traits of the strategy it ${prediction}. It needs a browser, and was not run.`
  const none = { broken: false, medium: null, run: null, steps: [] }
  return { ...known, ...none, outcome: predicted, says, predicted, from: 'prediction' }
}

/** Every attack under every strategy, attack by attack, as they are ready; ends early when aborted. */
export async function* attackCells(
  strategies: readonly StrategyDefinition[],
  settings: Settings,
  report: AttackReport | null,
  signal: AbortSignal,
): AsyncGenerator<AttackCellRun, void> {
  for (const attack of attacks) {
    for (const definition of strategies) {
      if (signal.aborted) return
      yield await attackCell(definition, attack, settings, report).catch(() =>
        unplayed(definition, attack, settings),
      )
    }
  }
}

/** One cell that fails takes no other with it, and is no attack that failed. */
const unplayed = (
  definition: StrategyDefinition,
  attack: Attack,
  settings: Settings,
): AttackCellRun => ({
  ...predictedCell({ strategy: definition.id, attack: attack.id }, definition, attack, settings),
  outcome: 'error',
  says: 'It could not be played: somebody honest was not let in, or the stage failed.',
  from: 'here',
  medium: 'process',
})
