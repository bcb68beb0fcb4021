import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { z } from 'zod'
import { cellSchema, type Cell } from '#lib/evidence/model.ts'
import { scenarios } from '#lib/scenarios/events/registry.ts'
import type { StrategyDefinition } from '#lib/strategies/contract.ts'
import type { Settings } from '#lib/workspace/settings.ts'

/** What comes with a message is its one value. */
const answerSchema = z.tuple([z.array(cellSchema)])

/**
 * The matrix of strategies that are registered, event by event, measured in as many threads as there are cores. A thread measures one
 * strategy after the other, since a strategy's cells share what is measured without an event; the last
 * of the list come first, since those that run a library's own code take longest.
 * @param done is told of each strategy that is measured
 */
export async function measureInThreads(
  strategies: readonly StrategyDefinition[],
  settings: Settings,
  done: (strategy: string) => void = () => undefined,
): Promise<Cell[]> {
  const waiting = strategies.map(({ id }) => id)
  const cells: Cell[] = []

  async function measureWaiting(): Promise<void> {
    const thread = new Worker(new URL('thread.ts', import.meta.url), {
      workerData: settings,
      execArgv: ['--import', new URL('../../server/quick-drizzle.mjs', import.meta.url).href],
    })
    try {
      for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
        const answered = once(thread, 'message')
        thread.postMessage(id)
        cells.push(...answerSchema.parse(await answered).flat())
        done(id)
      }
    } finally {
      await thread.terminate()
    }
  }

  const threads = Math.min(availableParallelism(), waiting.length)
  await Promise.all(Array.from({ length: threads }, measureWaiting))
  return inOrder(cells, strategies)
}

/** As they are measured one after the other: event by event, in the order of the strategies. */
function inOrder(cells: readonly Cell[], strategies: readonly StrategyDefinition[]): Cell[] {
  const events = scenarios.map(({ event }) => event)
  const ids = strategies.map(({ id }) => id)
  const placeOf = ({ event, strategy }: Cell) =>
    events.findIndex((one) => one === event) * ids.length + ids.indexOf(strategy)
  return cells.toSorted((one, other) => placeOf(one) - placeOf(other))
}
