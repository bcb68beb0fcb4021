import { randomBytes } from 'node:crypto'
import { dirname, join } from 'node:path'
import { readEnv, type Env } from '../env.ts'
import { keptSecret } from './secret-file.ts'
import { storeUnavailable } from '../kernel/problem.ts'
import { IN_MEMORY, openBackend } from '../stores/open.ts'
import { strategies } from '../strategies/registry.ts'
import { createRuntime, type Runtime } from './runtime.ts'

const KEY = Symbol.for('logout-lab.runtime')
const shared = globalThis as { [KEY]?: Promise<Runtime> }

/**
 * The runtime of this process, made at its first use. It hangs on `globalThis` because Next loads
 * modules once for each of its bundles, and each would have a runtime of its own.
 * @throws when the environment is wrong; `storeUnavailable` when the database cannot be opened
 */
export function processRuntime(): Promise<Runtime> {
  const opening = (shared[KEY] ??= fromEnvironment())
  // Tried again with the next request: the disk may be back by then.
  opening.catch(() => {
    if (shared[KEY] === opening) delete shared[KEY]
  })
  return opening
}

async function fromEnvironment(): Promise<Runtime> {
  const read = readEnv()
  if (!read.ok) throw new Error(read.problems.join('; '))
  const { env } = read
  try {
    const secret = env.LAB_SECRET ?? secretBeside(env.DATABASE_URL)
    const backend = openBackend(env.DATABASE_URL)
    return await createRuntime({ backend, strategies, secret, limits: limitsOf(env) })
  } catch (error) {
    throw storeUnavailable('database', error)
  }
}

const secretBeside = (url: string) =>
  url === IN_MEMORY
    ? randomBytes(32).toString('base64url')
    : keptSecret(join(dirname(url.slice('file:'.length)), 'lab.secret'))

const limitsOf = (env: Env) => ({
  accountFailures: env.LAB_LIMIT_ACCOUNT_FAILURES,
  addressFailures: env.LAB_LIMIT_ADDRESS_FAILURES,
  addressWorkspaces: env.LAB_LIMIT_ADDRESS_WORKSPACES,
  workspaces: env.LAB_LIMIT_WORKSPACES,
})
