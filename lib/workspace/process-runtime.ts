import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { readEnv, type Env } from '../env.ts'
import { isRedisUnfit } from '../kernel/problem.ts'
import { keptSecret } from './secret-file.ts'
import type { Backend } from '../stores/backend.ts'
import { IN_MEMORY, openBackend } from '../stores/open.ts'
import { replicated, strategies as usual } from '../strategies/registry.ts'
import { createRuntime, type Runtime } from './runtime.ts'
import { startFailure } from './start-failure.ts'

const KEY = Symbol.for('logout-lab.runtime')
const shared = globalThis as { [KEY]?: Promise<Runtime> }

/**
 * The runtime of this process, made at its first use. It hangs on `globalThis` because Next loads
 * modules once for each of its bundles, and each would have a runtime of its own.
 * @throws when the environment is wrong; `startFailure`, which is an outage, when it names what
 * cannot be used
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
  const backend = await openBackend(env.DATABASE_URL, redisOf(env)).catch((error: unknown) => {
    const database = env.DATABASE_URL.startsWith('file:') ? 'file' : 'database'
    const named = isRedisUnfit(error)
      ? 'REDIS_URL names no Redis'
      : `DATABASE_URL names no ${database}`
    throw startFailure(`${named} that can be used: ${reasonOf(error)}`, error)
  })
  try {
    const silent = await backend.unavailable()
    if (silent.length > 0) {
      throw startFailure(`DATABASE_URL names what cannot be used: ${silent.join(', ')}`)
    }
    const secret = env.LAB_SECRET ?? (await secretBeside(env.DATABASE_URL, backend))
    const strategies = backend.replicated ? [...usual, ...replicated] : usual
    return await createRuntime({ backend, strategies, secret, limits: limitsOf(env) })
  } catch (error) {
    await backend.close()
    throw error
  }
}

/** Where session state is kept, beside the database. */
const redisOf = ({ REDIS_URL: url, LAB_ACCEPT_A_REDIS_THAT_FORGETS: accepted }: Env) =>
  url === undefined ? undefined : { url, acceptForgetting: accepted === 'yes' }

async function secretBeside(url: string, backend: Backend): Promise<string> {
  if (url === IN_MEMORY) return randomBytes(32).toString('base64url')
  const path = join(dirname(url.slice('file:'.length)), 'lab.secret')
  // What was sealed opens with the secret of then, and with no new one.
  if ((await backend.sealed.canary()) !== null && !existsSync(path)) {
    throw startFailure(
      'LAB_SECRET is unset, and lab.secret beside the database is gone, without which its keys do ' +
        'not open: give one of them back, or name a new file in DATABASE_URL',
    )
  }
  try {
    return keptSecret(path)
  } catch (error) {
    const line = 'LAB_SECRET is unset, and lab.secret beside the database cannot be used'
    throw startFailure(`${line}: ${reasonOf(error)}`, error)
  }
}

/** A code alone where there is one: a message may repeat a path. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'it cannot be opened'
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message
}

const limitsOf = (env: Env) => ({
  accountFailures: env.LAB_LIMIT_ACCOUNT_FAILURES,
  addressFailures: env.LAB_LIMIT_ADDRESS_FAILURES,
  addressWorkspaces: env.LAB_LIMIT_ADDRESS_WORKSPACES,
  workspaces: env.LAB_LIMIT_WORKSPACES,
})
