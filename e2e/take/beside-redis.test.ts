import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { jwtReplicatedBlocklist } from '#lib/strategies/jwt-replicated-blocklist.ts'
import { run, runtime } from '../../scripts/child.mjs'
import { findRedis, startRedis, type RedisServer } from '../../scripts/engines/redis.ts'
import { writeAll } from './written.ts'

/** The folder whose revocations are in Redis, beside a Redis of its own. */

/** Its example, on a free port that it tells. */
const SERVE = `import { app } from './examples/express.ts'
const server = app.listen(0, '127.0.0.1', () => console.log(server.address().port))
`

describe.skipIf(findRedis() === null)('a folder whose revocations are in Redis', () => {
  const closing = new AsyncDisposableStack()
  let folder: string
  let redis: RedisServer
  beforeAll(async () => {
    redis = closing.adopt(await startRedis(), (server) => server.end())
    const written = closing.adopt(await writeAll([jwtReplicatedBlocklist]), (all) => all.remove())
    folder = join(written.path, jwtReplicatedBlocklist.id)
    await writeFile(join(folder, 'serve.mjs'), SERVE)
  })
  afterAll(() => closing.disposeAsync())

  const secret = 'only for tests, and long enough for it'

  /** A process of an application, with the file that it shares with others. */
  async function start() {
    const child = spawn(runtime, ['serve.mjs'], {
      cwd: folder,
      env: {
        ...process.env,
        REDIS_URL: redis.url,
        SESSIONS_DB: 'shared.db',
        SESSION_SECRET: secret,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    closing.defer(async () => {
      child.kill()
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
    })
    const lines: unknown[] = await once(createInterface(child.stdout), 'line')
    const port = String(lines[0])
    const url = `http://127.0.0.1:${port}`
    return async (path: string, value: string, init?: RequestInit) => {
      // Cookies are named by the port: one that comes from another process is given the name of here.
      const cookie = `lab-${port}-${jwtReplicatedBlocklist.id}=${value}`
      const headers = { 'Content-Type': 'application/json', Cookie: cookie }
      return fetch(`${url}/${path}`, { ...init, headers })
    }
  }

  it('ends in one process what another let in, and lets nobody in without Redis', async () => {
    const [one, other] = [await start(), await start()]
    const who = JSON.stringify({ username: 'alice', password: 'correct horse' })
    const signIn = async () => {
      const { headers } = await one('login', '', { method: 'POST', body: who })
      return /=([^;]+);/.exec(headers.getSetCookie().join())?.[1] ?? ''
    }
    const [left, kept] = [await signIn(), await signIn()]
    expect((await other('me', left)).status).toBe(200)
    expect((await one('logout', left, { method: 'POST', body: '{}' })).status).toBe(200)
    const refused = async () => (await other('me', left)).status
    await expect.poll(refused, { timeout: 2_000, interval: 10 }).toBe(401)
    expect((await other('me', kept)).status).toBe(200)

    process.kill(redis.pid, 'SIGSTOP')
    const answered = async () => (await other('me', kept)).status
    await expect.poll(answered, { timeout: 4_000, interval: 50 }).toBe(503)
    process.kill(redis.pid, 'SIGCONT')
    await expect.poll(answered).toBe(200)
    expect(await refused()).toBe(401)
  })

  it('starts nowhere without a Redis that is fit, and says so in a sentence', async () => {
    const started = (REDIS_URL: string) => {
      const env = { REDIS_URL, SESSIONS_DB: ':memory:', SESSION_SECRET: secret }
      // From the folder: its migrations are there.
      return run('sh', ['-c', 'cd "$0" && exec "$1" serve.mjs', folder, runtime], env)
    }
    await redis.say('CONFIG SET maxmemory-policy allkeys-lru')
    const [nothing, unfit] = await Promise.all([started(''), started(redis.url)])
    await redis.say('CONFIG SET maxmemory-policy noeviction')
    expect(nothing.output).toMatch(/Set REDIS_URL, as in redis:/)
    expect(unfit.output).toMatch(/set maxmemory-policy noeviction/)
    expect([nothing.code, unfit.code]).toEqual([1, 1])
  })
})
