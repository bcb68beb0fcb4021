import type { AttackRun } from '../../evidence/attack-model.ts'
import type { StrategyDefinition } from '../../strategies/contract.ts'
import { describe } from '../../strategies/describe.ts'
import { lifetimesOf, type Settings } from '../../workspace/settings.ts'
import type { Runtime } from '../../workspace/runtime.ts'
import { inProcessStage } from '../stages/in-process.ts'
import { memoryRuntime } from '../memory-runtime.ts'
import type { Attack } from './attack.ts'
import { runAttack } from './run.ts'

const KEY = Symbol.for('logout-lab.playing')
const shared = globalThis as { [KEY]?: Promise<Runtime> }

/**
 * Plays an attack here and now, in a workspace in memory that nobody else sees.
 * @throws when the attack is not one for this medium, when somebody honest is not let in, or when
 * the stage fails
 */
export async function playInProcess(
  definition: StrategyDefinition,
  attack: Attack,
  settings: Settings,
): Promise<AttackRun> {
  if (!attack.media.includes('process')) throw new Error(`${attack.id} is not played in process`)
  const set = { ...settings, ...attack.settings }
  // Whoever takes a store away takes it from every workspace: such an attack has one of its own.
  const own = attack.group === 'outage' ? await memoryRuntime() : undefined
  const runtime = own ?? (await (shared[KEY] ??= memoryRuntime()))
  try {
    return await runAttack(
      () => inProcessStage(runtime, definition, set),
      attack,
      describe(definition, lifetimesOf(set)),
      'process',
    )
  } finally {
    await own?.close()
  }
}
