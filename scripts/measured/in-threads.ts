import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { z } from 'zod'
import { cellSchema, type Cell } from '#lib/evidence/model.ts'
import { scenarios } from '#lib/scenarios/events/registry.ts'
import type { StrategyDefinition } from '#lib/strategies/contract.ts'
import type { Settings } from '#lib/workspace/settings.ts'
import { measureAll } from './cells.ts'

/** What comes with a message is its one value. */
const answerSchema = z.tuple([z.array(cellSchema)])

/**
 * The matrix of strategies that are registered, event by event, measured in as many threads as there are
 * cores, this one among them: it has its modules already. A thread measures one strategy after the other,
 * since a strategy's cells share what is measured without an event; the last of the list come first, since
 * those that run a library's own code take longest.
 * @param print is told of each strategy that is measured, and how many there are
 */
export async function measureInThreads(
  strategies: readonly StrategyDefinition[],
  settings: Settings,
  print: (text: string) => void = () => undefined,
): Promise<Cell[]> {
  const waiting = [...strategies]
  const measured = new Map<string, Cell[]>()

  async function measureWaiting(cellsOf: (one: StrategyDefinition) => Promise<Cell[]>) {
    for (let one = waiting.pop(); one; one = waiting.pop()) {
      measured.set(one.id, await cellsOf(one))
      print(`${measured.size}/${strategies.length} ${one.id}`)
    }
  }

  async function measureInThread(): Promise<void> {
    const thread = new Worker(new URL('thread.ts', import.meta.url), {
      workerData: settings,
      execArgv: ['--import', new URL('../../server/quick-drizzle.mjs', import.meta.url).href],
    })
    try {
      await measureWaiting(async ({ id }) => {
        const answered = once(thread, 'message')
        thread.postMessage(id)
        return answerSchema.parse(await answered).flat()
      })
    } finally {
      await thread.terminate()
    }
  }

  const measureHere = () => measureWaiting((one) => measureAll({ strategies: [one], settings }))

  const others = Math.min(availableParallelism(), waiting.length) - 1
  await Promise.all([...Array.from({ length: others }, measureInThread), measureHere()])
  // In the order in which one thread would have measured them.
  return scenarios.flatMap(({ event }) =>
    strategies.flatMap(({ id }) => (measured.get(id) ?? []).filter((cell) => cell.event === event)),
  )
}
