import { startRedis, type RedisServer } from '../../../../scripts/engines/redis.ts'
import { systemClock } from '../../../kernel/clock.ts'
import type { Backend } from '../../backend.ts'
import { IN_MEMORY, openBackend } from '../../open.ts'
import { withRedis } from '../backend.ts'

/** For tests: servers that write to their disk at once, and labs on them. */

const durable = ['--appendonly', 'yes', '--appendfsync', 'always', '--save', '']
const atOnce = ['--repl-diskless-sync-delay', '0']
export const row = { settings: '{}', clockOffset: 0, createdAt: 0, lastUsedAt: 0 }

export const scope = { workspace: 'w', strategy: 's', clock: systemClock }

const opened: Backend[] = []
const started: RedisServer[] = []

/** After each test. */
export async function endAll(): Promise<void> {
  for (const one of opened.splice(0)) await one.close()
  for (const one of started.splice(0)) await one.end()
}

export async function start(...settings: string[]): Promise<RedisServer> {
  const server = await startRedis([...durable, ...atOnce, ...settings])
  started.push(server)
  return server
}

/** A lab on a server, with a workspace `w`. */
export async function open(
  url: string,
  database: Backend | Promise<Backend> = openBackend(IN_MEMORY),
): Promise<Backend> {
  const backend = await withRedis(await database, url)
  opened.push(backend)
  if ((await backend.workspaces.find('w')) === null) {
    await backend.workspaces.insert({ key: 'w', ...row })
  }
  return backend
}

export const revocationsOf = ({ stores }: Backend) => stores.revocations(scope)
