import type { AttackRun } from '#lib/evidence/attack-model.ts'
import type { Attack } from '#lib/scenarios/attacks/attack.ts'
import { playInProcess } from '#lib/scenarios/attacks/playing.ts'
import { createOnce } from '#lib/scenarios/once.ts'
import type { StrategyDefinition } from '#lib/strategies/contract.ts'
import type { Settings } from '#lib/workspace/settings.ts'

/** Attacks that are played on request, each once for the same settings. */
interface RunCache {
  /** @throws when the attack could not be played */
  run(definition: StrategyDefinition, attack: Attack, settings: Settings): Promise<AttackRun>
}

/** For how many settings the runs are remembered: with their steps, and so for fewer than cells. */
const REMEMBERED = 8

function createRunCache(): RunCache {
  const once = createOnce<AttackRun>(REMEMBERED)
  return {
    run: (definition, attack, settings) =>
      // The active strategy is the visitor's; the attack brings its own.
      once({ ...settings, strategy: null }, `${definition.id} ${attack.id}`, () =>
        playInProcess(definition, attack, settings),
      ),
  }
}

const KEY = Symbol.for('logout-lab.attacks')
const shared = globalThis as { [KEY]?: RunCache }

/** One for the process: Next loads this module once for each of its bundles. */
export const processRuns = (): RunCache => (shared[KEY] ??= createRunCache())
