import { storeUnavailable } from '#lib/kernel/problem.ts'
import type { Backend } from '#lib/stores/backend.ts'
import { everyCall, type StoreName } from '#lib/stores/conformance/every-call.ts'
import type { StrategyDefinition } from '#lib/strategies/contract.ts'
import type { Passwords } from '#lib/workspace/passwords.ts'
import { createRuntime, type Runtime } from '#lib/workspace/runtime.ts'
import type { Turns } from './turns.ts'

/** The clocks of two machines, and the true time that they do not show. */
export interface Clocks {
  now: number
  /** By how much each is wrong. Milliseconds. */
  wrongBy: [number, number]
}

/** Two processes on one backend, each of which can be killed. */
export interface Processes {
  /** Null while it is down. */
  running: (Runtime | null)[]
  /** One store does not answer, whoever asks. */
  outage: { lose(store: StoreName): void; mend(): void }
  /** Kills it between two calls of its stores, and starts it again. */
  kill(process: number): Promise<void>
}

/** As good as real ones, for what is not about passwords; a thousand times as fast. */
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
const hashOf = (password: string) => `hash of ${password}`
export const passwordIn = (hash: string) => hash.slice('hash of '.length)

const NO_LIMIT = 1_000_000_000

/** @param backends the one of each process: the same, or two connections to one file */
export async function startProcesses(
  backends: readonly [Backend, Backend],
  strategies: readonly StrategyDefinition[],
  clocks: Clocks,
  turns: Turns,
): Promise<Processes> {
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
      clock: { now: () => clocks.now + (clocks.wrongBy[process] ?? 0) },
      passwords,
      limits: { accountFailures: NO_LIMIT, addressFailures: NO_LIMIT },
    })
  }

  const running: (Runtime | null)[] = [await start(0), await start(1)]
  return {
    running,
    outage: { lose: (store) => void (lost = store), mend: () => void (lost = undefined) },
    async kill(process) {
      kills[process]?.()
      running[process] = null
      const starting = start(process)
      const own = kills[process]
      const started = await starting
      // Unless it was killed while it started.
      if (kills[process] === own) running[process] = started
    },
  }
}
