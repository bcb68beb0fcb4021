import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import { withLock } from './lock.mjs'

const folder = mkdtempSync(join(tmpdir(), 'logout-lab-lock-'))
const file = join(folder, 'lock')
afterAll(() => rmSync(folder, { recursive: true, force: true }))
beforeEach(() => rmSync(file, { force: true }))

const exited = async () => {
  const child = spawn(process.execPath, ['--version'])
  await new Promise((resolve) => child.once('exit', resolve))
  return child.pid
}

test('is held during the work and gone after it', async () => {
  expect(await withLock(file, async () => existsSync(file))).toBe(true)
  expect(existsSync(file)).toBe(false)
})

test('is gone after work that failed', async () => {
  await expect(withLock(file, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(existsSync(file)).toBe(false)
})

test('lets one work at a time, and tells who waits for whom', async () => {
  const order: string[] = []
  const first = Promise.withResolvers<void>()
  const waits = Promise.withResolvers<number>()
  const told = vi.fn<(pid: number) => void>(waits.resolve)
  const one = withLock(file, async () => {
    order.push('one begins')
    await first.promise
    order.push('one ends')
  })
  const two = withLock(file, async () => order.push('two'), told)
  expect(await waits.promise).toBe(process.pid)
  first.resolve()
  await Promise.all([one, two])
  expect(order).toEqual(['one begins', 'one ends', 'two'])
  expect(told).toHaveBeenCalledOnce()
})

test('does not wait for a process that has died', async () => {
  writeFileSync(file, String(await exited()))
  expect(await withLock(file, async () => 'worked')).toBe('worked')
  expect(existsSync(file)).toBe(false)
})

test('gives a dead lock to one of many', async () => {
  writeFileSync(file, String(await exited()))
  let working = 0
  const work = async () => {
    working += 1
    expect(working).toBe(1)
    await Promise.resolve()
    working -= 1
  }
  await Promise.all([withLock(file, work), withLock(file, work), withLock(file, work)])
  expect(existsSync(file)).toBe(false)
})
