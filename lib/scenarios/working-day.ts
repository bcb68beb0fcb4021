import { createMeter } from '../kernel/meter.ts'
import type { StrategyDefinition } from '../strategies/contract.ts'
import { WORKING_DAY, type Day } from '../strategies/costs.ts'
import type { Runtime } from '../workspace/runtime.ts'
import type { Settings } from '../workspace/settings.ts'
import { honestClient } from './honest-client.ts'

/**
 * What somebody costs who works for a day with a request a minute, renews in time, and signs in anew
 * where there is nothing to renew: the first requests after a sign-in are cheaper than those that
 * follow.
 * @throws when even signing in anew lets nobody in
 */
export async function measureDay(
  runtime: Runtime,
  definition: StrategyDefinition,
  settings: Settings,
): Promise<Day> {
  const { id, workspace } = await runtime.create(settings)
  const opened = async () => (await runtime.open(id)) ?? workspace
  const meter = createMeter()
  const person = honestClient(opened, definition, meter)
  await person.signIn()
  for (let nth = 0; nth < WORKING_DAY.requests; nth += 1) {
    if ((await person.request()) !== null) {
      await person.signIn()
      const again = await person.request()
      if (again !== null) throw new Error(`nobody got in: ${again}`)
    }
    await runtime.workspaces.advance(workspace.key, WORKING_DAY.every * 1000)
  }
  await runtime.workspaces.remove(workspace.key)
  const { renewals, signIns } = person.done
  return { ...meter, renewals, signIns }
}
