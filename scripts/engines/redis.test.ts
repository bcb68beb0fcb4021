import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { root, runtime } from '../child.mjs'
import { findExecutable } from './find.ts'
import { findRedis, startRedis } from './redis.ts'

test('an executable is found on the path, or where Debian puts it', () => {
  const there = (path: string) => path === '/usr/sbin/valkey-server'
  expect(findExecutable(['redis-server', 'valkey-server'], there)).toBe('/usr/sbin/valkey-server')
  expect(findExecutable(['redis-server'], there)).toBeNull()
})

const isRunning = (pid: number) => existsSync(`/proc/${pid}`)

test.skipIf(findRedis() === null)('keeps what it acknowledged, and ends', async () => {
  const redis = await startRedis()
  expect(await redis.say('SET a b')).toBe('+OK')
  process.kill(redis.pid, 'SIGKILL')
  await redis.restart()
  expect(await redis.say('STRLEN a')).toBe(':1')
  expect(isRunning(redis.pid)).toBe(true)
  await redis.end()
  expect(isRunning(redis.pid)).toBe(false)
  await expect(redis.say('PING')).rejects.toThrow('ECONNREFUSED')
})

test.skipIf(findRedis() === null)('goes with who started it, even a killed one', async () => {
  const script = `
    const { startRedis } = await import('./scripts/engines/redis.ts')
    const { pid } = await startRedis()
    console.log(pid)
    setInterval(() => undefined, 1_000)`
  const owner = spawn(runtime, ['--input-type=module', '--eval', script], { cwd: root })
  const [said] = (await once(owner.stdout, 'data')) as [Buffer]
  const pid = Number(said.toString())
  expect(isRunning(pid)).toBe(true)
  owner.kill('SIGKILL')
  await expect.poll(() => isRunning(pid), { timeout: 60_000 }).toBe(false)
})

test.skipIf(findRedis() === null)('says what is wrong when it does not start', async () => {
  await expect(startRedis(['--maxmemory', 'nonsense'])).rejects.toThrow(/maxmemory/)
})
