// A Redis for tests, on a free port and in a folder of its own: one that was there is never touched.
import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findExecutable, findOrInstall } from './find.ts'
import { freePort } from './free-port.ts'
import { startGuarded } from './guarded.ts'

/** Redis 7 and later, or Valkey; null where there is none. */
export const findRedis = (): string | null => findExecutable(['redis-server', 'valkey-server'])

/** Finds one, or installs Debian's: null where that cannot be. */
export const ensureRedis = (): Promise<string | null> => findOrInstall(findRedis, 'redis-server')

export const noRedis =
  'No Redis for the tests, so what needs one is skipped: install redis-server or valkey-server'

export interface RedisServer {
  url: string
  port: number
  /** Of the server's process, to be stopped or killed by a test. */
  readonly pid: number
  /** Says one command, without a client: answers the first line of the reply. */
  say(command: string): Promise<string>
  /** Starts it again, after it was killed or has ended: same port, same folder. */
  restart(): Promise<void>
  /** Ends it, and removes its folder. */
  end(): Promise<void>
}

/** What keeps revocations has to be told so: see docs/redis.md. */
const durable = ['--appendonly', 'yes', '--appendfsync', 'everysec', '--save', '']

/**
 * @param settings as on the command line of Redis, in the place of those that the lab asks for
 * @throws when there is no Redis, or it does not start
 */
export async function startRedis(settings: readonly string[] = durable): Promise<RedisServer> {
  const executable = findRedis()
  if (executable === null) throw new Error(noRedis)
  const folder = mkdtempSync(join(tmpdir(), 'lab-redis-'))
  const port = await freePort()
  const placed = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder]
  const start = () =>
    startGuarded([executable, ...placed, ...settings], /ready to accept connections/i)
  let server = await start()
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    get pid() {
      return server.pid
    },
    say: (command) => say(port, command),
    async restart() {
      await server.end()
      server = await start()
    },
    async end() {
      await server.end()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

let shared: Promise<RedisServer> | undefined

/** One server for all tests of a process, which goes with the process. */
export const sharedRedis = (): Promise<RedisServer> => (shared ??= startRedis())

function say(port: number, command: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`${command}\r\n`))
    socket.setEncoding('utf8').once('error', reject)
    socket.once('data', (reply) => {
      socket.destroy()
      resolve(String(reply).split('\r\n', 1)[0] ?? '')
    })
  })
}

if (import.meta.main) {
  const found = await ensureRedis()
  console[found === null ? 'error' : 'log'](found ?? noRedis)
  process.exitCode = found === null ? 1 : 0
}
