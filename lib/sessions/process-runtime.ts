import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { readEnv, type Env } from '../env.ts'
import { createRuntime, type Runtime } from './runtime.ts'

const KEY = Symbol.for('logout-lab.runtime')
const shared = globalThis as { [KEY]?: Runtime }

/**
 * The runtime of this process, made at its first use. It hangs on `globalThis` because Next loads
 * modules once for each of its bundles, and each would have a runtime of its own.
 * @throws when the environment is wrong or the database cannot be opened
 */
export function processRuntime(): Runtime {
  return (shared[KEY] ??= fromEnvironment())
}

function fromEnvironment(): Runtime {
  const read = readEnv()
  if (!read.ok) throw new Error(read.problems.join('; '))
  const { env } = read
  const database = env.DATABASE_URL.slice('file:'.length)
  return createRuntime({
    database,
    secret: env.LAB_SECRET ?? keptSecret(database),
    limits: limitsOf(env),
  })
}

const limitsOf = (env: Env) => ({
  accountFailures: env.LAB_LIMIT_ACCOUNT_FAILURES,
  addressFailures: env.LAB_LIMIT_ADDRESS_FAILURES,
  addressWorkspaces: env.LAB_LIMIT_ADDRESS_WORKSPACES,
  workspaces: env.LAB_LIMIT_WORKSPACES,
})

/** A secret beside the database, made at the first start and readable by its owner alone. */
function keptSecret(database: string): string {
  const path = join(dirname(database), 'lab.secret')
  mkdirSync(dirname(path), { recursive: true })
  try {
    // `wx` fails where the file is there already: of two first starts at once, one decides.
    writeFileSync(path, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  return readFileSync(path, 'utf8').trim()
}
