import { randomBytes } from 'node:crypto'
import { dirname, join } from 'node:path'
import { readEnv, type Env } from '../env.ts'
import { keptSecret } from './secret-file.ts'
import { storeUnavailable } from '../kernel/problem.ts'
import { createRuntime, type Runtime } from './runtime.ts'

const KEY = Symbol.for('logout-lab.runtime')
const shared = globalThis as { [KEY]?: Runtime }

/**
 * The runtime of this process, made at its first use. It hangs on `globalThis` because Next loads
 * modules once for each of its bundles, and each would have a runtime of its own.
 * @throws when the environment is wrong; `storeUnavailable` when the database cannot be opened
 */
export function processRuntime(): Runtime {
  return (shared[KEY] ??= fromEnvironment())
}

function fromEnvironment(): Runtime {
  const read = readEnv()
  if (!read.ok) throw new Error(read.problems.join('; '))
  const { env } = read
  const database = env.DATABASE_URL.slice('file:'.length)
  try {
    const secret = env.LAB_SECRET ?? secretBeside(database)
    return createRuntime({ database, secret, limits: limitsOf(env) })
  } catch (error) {
    // Tried again with the next request: the disk may be back by then.
    throw storeUnavailable('database', error)
  }
}

const secretBeside = (database: string) =>
  database === ':memory:'
    ? randomBytes(32).toString('base64url')
    : keptSecret(join(dirname(database), 'lab.secret'))

const limitsOf = (env: Env) => ({
  accountFailures: env.LAB_LIMIT_ACCOUNT_FAILURES,
  addressFailures: env.LAB_LIMIT_ADDRESS_FAILURES,
  addressWorkspaces: env.LAB_LIMIT_ADDRESS_WORKSPACES,
  workspaces: env.LAB_LIMIT_WORKSPACES,
})
