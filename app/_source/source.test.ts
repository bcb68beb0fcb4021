import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { strategies } from '#lib/strategies/registry.ts'
import { sourceOf } from './source.ts'

const namespace = z.record(z.string(), z.unknown())

test.each(strategies)('the source of $id is that of the strategy that runs', async (strategy) => {
  const source = await sourceOf(strategy)
  if (!source) throw new Error('there is no such file')
  // The very definition that runs, and no other file that is called so.
  const found: unknown = await import(join(process.cwd(), source.file))
  expect(Object.values(namespace.parse(found))).toContain(strategy)
})
