import type { Cell } from '../evidence/model.ts'
import type { SocketCell } from '../evidence/socket-model.ts'
import type { StrategyDefinition } from '../strategies/contract.ts'
import type { Day } from '../strategies/costs.ts'
import { lifetimesOf, type Settings } from '../workspace/settings.ts'
import { scenarios } from './events/registry.ts'
import { inProcessStage } from './stages/in-process.ts'
import type { OpenStage } from './actors.ts'
import { judge } from './judge.ts'
import { memoryRuntime } from './memory-runtime.ts'
import { createOnce } from './once.ts'
import type { Runtime } from '../workspace/runtime.ts'
import type { Scenario } from './stage.ts'
import { measureFit, type ProfileFit } from './profile-fit.ts'
import { measureSockets } from './sockets.ts'
import { measureDay } from './working-day.ts'

/** Cells measured on request, each once for the same settings. */
interface CellCache {
  cell(definition: StrategyDefinition, scenario: Scenario, settings: Settings): Promise<Cell>
  /** How long sockets stay open after an event. */
  sockets(
    definition: StrategyDefinition,
    scenario: Scenario,
    settings: Settings,
  ): Promise<SocketCell[]>
  /** What a working day costs, measured in the same way. */
  day(definition: StrategyDefinition, settings: Settings): Promise<Day>
  /** Every event under every strategy, event by event, as they are ready; ends early when aborted. */
  cells(
    strategies: readonly StrategyDefinition[],
    settings: Settings,
    signal: AbortSignal,
  ): AsyncGenerator<Cell, void>
  /** How much fits into its session. */
  fit(definition: StrategyDefinition, settings: Settings): Promise<ProfileFit>
}

/** For how many settings the cells are remembered. */
const REMEMBERED = 20

export function createCellCache(): CellCache {
  const once = createOnce<Cell>(REMEMBERED)
  const onceForSockets = createOnce<SocketCell[]>(REMEMBERED)
  const onceADay = createOnce<Day>(REMEMBERED)
  const fits = createOnce<ProfileFit>(REMEMBERED)
  let runtime: Promise<Runtime> | undefined
  const memory = () => (runtime ??= memoryRuntime())
  // What is measured depends on these; how credentials travel only where a browser is closed.
  const keyOf = (settings: Settings) => {
    const { algorithm, transport, rememberMe } = settings
    return [lifetimesOf(settings), algorithm, rememberMe || transport]
  }

  const stageOf =
    (definition: StrategyDefinition, settings: Settings): OpenStage =>
    async (but) =>
      inProcessStage(await memory(), definition, { ...settings, ...but })

  function cell(definition: StrategyDefinition, scenario: Scenario, settings: Settings) {
    const open = stageOf(definition, settings)
    return once(keyOf(settings), `${definition.id} ${scenario.event}`, async () => ({
      strategy: definition.id,
      event: scenario.event,
      ...(await judge(open, definition, scenario, settings)),
    }))
  }

  return {
    cell,
    sockets: (definition, scenario, settings) =>
      onceForSockets(keyOf(settings), `${definition.id} ${scenario.event}`, () =>
        measureSockets(stageOf(definition, settings), scenario),
      ),
    day: (definition, settings) =>
      onceADay(keyOf(settings), definition.id, async () =>
        measureDay(await memory(), definition, settings),
      ),
    fit: (definition, settings) =>
      fits(keyOf(settings), definition.id, async () =>
        measureFit(await memory(), definition, settings),
      ),
    async *cells(strategies, settings, signal) {
      for (const scenario of scenarios) {
        for (const definition of strategies) {
          if (signal.aborted) return
          yield cell(definition, scenario, settings)
        }
      }
    },
  }
}

const KEY = Symbol.for('logout-lab.cells')
const shared = globalThis as { [KEY]?: CellCache }

/** One for the process: Next loads this module once for each of its bundles. */
export const processCells = (): CellCache => (shared[KEY] ??= createCellCache())
