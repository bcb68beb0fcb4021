import type { Cell } from '#lib/evidence/model.ts'
import type { OpenStage } from '#lib/scenarios/actors.ts'
import { scenarios } from '#lib/scenarios/events/registry.ts'
import { matrix, type MatrixOptions } from '#lib/scenarios/matrix.ts'
import { memoryRuntime } from '#lib/scenarios/memory-runtime.ts'
import { httpStage } from '#lib/scenarios/stages/http.ts'
import { inProcessStage } from '#lib/scenarios/stages/in-process.ts'
import { inStep } from '#lib/scenarios/stages/in-step.ts'
import type { StrategyDefinition } from '#lib/strategies/contract.ts'

/** By how much times may differ that were measured on a clock that runs. Seconds. */
export const SLACK = 3

/**
 * How many cells are measured at once: while one waits for a thread that derives its key, or for a
 * server, there is time for others.
 */
const AT_ONCE = { here: 3, server: 4 }

interface Measuring extends Pick<MatrixOptions, 'strategies' | 'settings' | 'only'> {
  base?: string | undefined
}

/**
 * The cells of a matrix, in this process or on a running server.
 * @param print is told how far it is, after each event; in silence without
 */
export async function measureAll(
  { strategies, settings, base, only }: Measuring,
  print?: (text: string) => void,
): Promise<Cell[]> {
  const runtime = await memoryRuntime(strategies)
  const stage =
    (definition: StrategyDefinition): OpenStage =>
    async (but) => {
      const set = { ...settings, ...but }
      return base
        ? inStep(await httpStage(base, definition.id, set))
        : inProcessStage(runtime, definition, set)
    }
  const cells: Cell[] = []
  const all = strategies.length * scenarios.length
  try {
    // A server's clock goes on while requests travel.
    const at = base ? { slack: SLACK, atOnce: AT_ONCE.server } : { atOnce: AT_ONCE.here }
    const how = { ...at, ...(only && { only }) }
    for await (const cell of matrix({ strategies, settings, stage, ...how })) {
      cells.push(cell)
      if (cells.length % strategies.length === 0) print?.(`${cells.length}/${all} ${cell.event}`)
    }
  } finally {
    await runtime.close()
  }
  return cells
}
