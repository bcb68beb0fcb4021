import { expect, it, vi } from 'vitest'
import type { Backend } from '#lib/stores/backend.ts'
import { IN_MEMORY, openBackend } from '#lib/stores/open.ts'
import type { StrategyDefinition } from '#lib/strategies/contract.ts'
import { strategies as registered } from '#lib/strategies/registry.ts'
import { openLab } from './play.ts'
import { startProcesses } from './processes.ts'
import { faultsIn, search } from './search.ts'
import { failedOnce, failedSeeds, seed } from './seeds.ts'

/** Somebody who waits for another process looks again when it is his turn, and not after a while. */
vi.mock('node:timers/promises', async () => (await import('./turns.ts')).timers)

/** How many for each strategy: `LAB_HISTORIES=100000 npm run test:long` plays more. */
const NUMBER = Number(process.env['LAB_HISTORIES'] ?? 2_000)
async function shared(): Promise<readonly [Backend, Backend]> {
  const backend = await openBackend(IN_MEMORY)
  return [backend, backend]
}

/** Plays histories of one strategy, or of several side by side, and demands that none has a fault. */
export function holdsIn(
  name: string,
  strategies: readonly StrategyDefinition[],
  number = NUMBER,
  open: () => Promise<readonly [Backend, Backend]> = shared,
): void {
  it(`${name} keeps what it promises in ${number} histories`, async () => {
    const backends = await open()
    const lab = openLab(await startProcesses(backends, strategies), strategies)
    const isOurs = ({ strategy }: { strategy: string }) =>
      strategies.length === 1 && strategies[0]?.id === strategy
    for (const { history } of failedOnce.filter(isOurs)) {
      expect(await faultsIn(lab, history)).toBeNull()
    }
    for (const { seed: failed, path } of failedSeeds.filter(isOurs)) {
      expect(await search(lab, { seed: failed, path, numRuns: 1, endOnFailure: true })).toBeNull()
    }
    const began = performance.now()
    expect(await search(lab, { seed, numRuns: number })).toBeNull()
    const seconds = (performance.now() - began) / 1000
    console.log(
      `${name}: seed ${seed}, ${number} histories, ${(number / seconds).toFixed(0)} a second`,
    )
    for (const backend of new Set(backends)) await backend.close()
  })
}

/**
 * Every n-th strategy: files are what workers share. Those that run a library's own code come first, as
 * they take longest: whoever comes to one last would be alone with it.
 */
export function eachOf(part: number, parts: number): void {
  for (const [index, definition] of registered.toReversed().entries()) {
    if (index % parts === part) holdsIn(definition.id, [definition])
  }
}
