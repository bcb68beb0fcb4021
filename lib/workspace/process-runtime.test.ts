import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, it, vi } from 'vitest'
import { isStoreUnavailable } from '../kernel/problem.ts'
import { processRuntime } from './process-runtime.ts'

const folder = mkdtempSync(join(tmpdir(), 'lab-process-'))
afterEach(() => vi.unstubAllEnvs())
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('is one for all that ask, and tried again once it has failed', async () => {
  writeFileSync(join(folder, 'file'), '')
  vi.stubEnv('DATABASE_URL', `file:${folder}/file/lab.db`)
  const failing = [processRuntime(), processRuntime()]
  for (const opening of failing) await expect(opening).rejects.toSatisfy(isStoreUnavailable)
  vi.stubEnv('DATABASE_URL', `file:${folder}/lab.db`)
  const [one, other] = await Promise.all([processRuntime(), processRuntime()])
  expect(other).toBe(one)
  expect(await processRuntime()).toBe(one)
  await one.close()
})
