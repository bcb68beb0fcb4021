import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { StrategyDefinition } from '#lib/strategies/contract.ts'
import { replicated, strategies } from '#lib/strategies/registry.ts'
import { folderOf } from '#lib/take/folder.ts'
import { writeFolder } from '#lib/take/write.ts'
import { run, runtime } from '../../scripts/child.mjs'
import { findRedis, sharedRedis } from '../../scripts/engines/redis.ts'

// With packages that are installed for it, as its owner would: that takes minutes, so `npm run test:long -- take` does it.
async function installedAndTested(definition: StrategyDefinition, beside = {}) {
  const path = await mkdtemp(join(tmpdir(), `logout-lab-${definition.id}-`))
  await writeFolder(await folderOf(definition), path)
  // The Node that the folder asks for, whatever this machine's own is.
  const env = { ...beside, PATH: `${dirname(runtime)}:${process.env['PATH']}`, NO_COLOR: '1' }
  const npm = (...args: string[]) => run('npm', ['--prefix', path, ...args], env)
  const installed = await npm('install', '--no-audit', '--no-fund', '--ignore-scripts')
  const tested = installed.code === 0 ? await npm('test') : installed
  if (tested.code === 0) await rm(path, { recursive: true })
  return tested
}

it.each(strategies)('$id passes with the packages that it lists', async (definition) => {
  const { code, output } = await installedAndTested(definition)
  expect(code, output).toBe(0)
})

describe.skipIf(findRedis() === null)('beside a Redis', () => {
  it.each(replicated)('$id passes with the packages that it lists', async (definition) => {
    const { url } = await sharedRedis()
    const { code, output } = await installedAndTested(definition, { REDIS_URL: url })
    expect(code, output).toBe(0)
  })
})
