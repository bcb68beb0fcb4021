import { storeUnavailable } from '#lib/kernel/problem.ts'
import type { Backend } from '#lib/stores/backend.ts'
import { everyCall, type StoreName } from '#lib/stores/conformance/every-call.ts'
import type { StrategyDefinition } from '#lib/strategies/contract.ts'
import type { Passwords } from '#lib/workspace/passwords.ts'
import { createRuntime, type Runtime } from '#lib/workspace/runtime.ts'
import { act } from './act.ts'
import { createClocks } from './clocks.ts'
import { START } from './lifetimes.ts'
import type { Machines } from './machines.ts'
import { hashOf } from './passwords.ts'
import { createTurns, type Turns } from './turns.ts'

/** A thousand times as fast as real ones. */
const plainPasswords = (turns: Turns): Passwords => ({
  async hash(password) {
    await turns.hold('hash')
    return hashOf(password)
  },
  inTurn: (_from, task) =>
    task(async (stored, password) => {
      await turns.hold('verify a password')
      return stored === hashOf(password)
    }),
  suggest: (_workspace, username, version) => `${username} ${version}`,
})

const NO_LIMIT = 1_000_000_000

/**
 * Two processes within this one.
 * @param backends the one of each: the same, or two connections to one file
 */
export async function startProcesses(
  backends: readonly [Backend, Backend],
  strategies: readonly StrategyDefinition[],
): Promise<Machines> {
  const turns = createTurns()
  const clocks = createClocks(START)
  const passwords = plainPasswords(turns)
  let lost: StoreName | undefined
  const kills: (() => void)[] = []

  async function start(process: number): Promise<Runtime> {
    const main = backends[process] ?? backends[0]
    let isKilled = false
    kills[process] = () => (isKilled = true)
    const backend = everyCall(main, async (store, operation, call) => {
      await turns.hold(`${store}.${operation}`)
      if (isKilled) throw storeUnavailable(store, new Error('the process was killed'))
      if (store === lost) throw storeUnavailable(store, new Error('made to fail'))
      return call()
    })
    return createRuntime({
      backend,
      strategies,
      secret: 'a secret for these tests alone, and long enough',
      clock: { now: () => clocks.of(process) },
      passwords,
      limits: { accountFailures: NO_LIMIT, addressFailures: NO_LIMIT },
    })
  }

  const running: (Runtime | null)[] = [await start(0), await start(1)]
  return {
    clocks,
    backend: backends[0],
    async create(settings) {
      const { id, workspace } = (await running[0]?.create(settings)) ?? {}
      if (!id || !workspace) throw new Error('the first process is down')
      return { id, key: workspace.key }
    },
    isUp: (process) => running[process] !== null,
    async ask(asked) {
      const runtime = running[asked.entry.process]
      const workspace = await runtime?.open(asked.workspace)
      if (!runtime || !workspace) throw new Error('the workspace is gone')
      await act(asked, runtime, workspace)
    },
    outage: { lose: (store) => void (lost = store), mend: () => void (lost = undefined) },
    /** Between two calls of its stores. */
    async kill(process) {
      kills[process]?.()
      running[process] = null
      const starting = start(process)
      const own = kills[process]
      const started = await starting
      // Unless it was killed while it started.
      if (kills[process] === own) running[process] = started
    },
    together: (scheduler, lanes) => turns.run(scheduler, lanes),
  }
}
