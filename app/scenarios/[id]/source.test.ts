import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { scenarios } from '#lib/scenarios/events/registry.ts'
import { sourceOf } from './source.ts'

const namespace = z.record(z.string(), z.unknown())

test.each(scenarios)('the story of $event shows the file that is played', async (scenario) => {
  const source = await sourceOf(scenario.event)
  if (!source) throw new Error('there is no such file')
  // The very definition that is played, and no other file that is called so.
  const found: unknown = await import(join(process.cwd(), source.file))
  expect(Object.values(namespace.parse(found))).toContain(scenario)
})
