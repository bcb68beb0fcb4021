import { virtualClock, type Clock } from '../kernel/clock.ts'
import { seededRandom } from '../kernel/random.ts'
import type { StrategyDefinition } from '../strategies/contract.ts'
import type { Backend } from '../stores/backend.ts'
import { IN_MEMORY, openBackend } from '../stores/open.ts'
import { strategies as registered } from '../strategies/registry.ts'
import { createPasswords, inThisTurn } from '../workspace/passwords.ts'
import { createRuntime, type Runtime } from '../workspace/runtime.ts'

/** What identifiers are drawn from while measuring: the same run draws the same ones. */
export const SEED = 'logout-lab'

const SECRET = 'a runtime that lives in memory and is seen by nobody'
const CHEAP = { memoryCost: 8, timeCost: 1, parallelism: 1 }

/** A runtime that lives in memory for measuring alone, on a clock that stands still until told. */
export const memoryRuntime = (
  strategies: readonly StrategyDefinition[] = registered,
  clock: Clock = virtualClock(),
  backend: Promise<Backend> = openBackend(IN_MEMORY),
): Promise<Runtime> =>
  createRuntime({
    strategies,
    backend,
    secret: SECRET,
    clock,
    random: seededRandom(SEED),
    // Real hashes, cheap ones: here nobody guesses passwords.
    passwords: createPasswords(SECRET, CHEAP, inThisTurn),
  })

const KEY = Symbol.for('logout-lab.memory-runtime')
const shared = globalThis as { [KEY]?: Promise<Runtime> }

/** One for the process: Next loads this module once for each of its bundles. */
export const processMemoryRuntime = (): Promise<Runtime> => (shared[KEY] ??= memoryRuntime())
