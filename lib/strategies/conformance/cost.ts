import { costOf, type OpenBench } from './bench.ts'
import type { StrategyDefinition } from '../contract.ts'

/** A sentence for each cost that is not as declared. */
export async function costFaults(
  open: OpenBench,
  definition: StrategyDefinition,
): Promise<string[]> {
  const { cost } = definition
  const home = await open(definition)
  const carried = await home.signIn()
  const elsewhere = await (await open(definition)).signIn()
  const faults: string[] = []
  const expect = (what: string, measured: object, declared: object) => {
    const [left, right] = [JSON.stringify(measured), JSON.stringify(declared)]
    if (left !== right) faults.push(`${what}: declared ${right}, counted ${left}`)
  }
  const { writesAMinute = 0, reads, writes } = cost.request
  const request = { reads, writes }

  for (const nth of ['first', 'second', 'third']) {
    expect(`the ${nth} request`, await costOf(home, (at) => at.verify(carried)), request)
  }
  await home.advance(61)
  const touched = { reads, writes: writes + writesAMinute }
  expect('a request after a minute', await costOf(home, (at) => at.verify(carried)), touched)
  expect('the request after it', await costOf(home, (at) => at.verify(carried)), request)
  const forged = await costOf(home, (at) => at.verify(elsewhere))
  expect('refusing a forged credential', forged, cost.forged)
  if (cost.renewal) {
    const renewal = await costOf(home, async (at) => at.renew?.(carried))
    expect('a renewal', renewal, cost.renewal)
  }
  return faults
}
