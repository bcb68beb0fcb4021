import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { z } from 'zod'
import config from '../next.config.ts'
import { root } from './child.mjs'

const manifest = z.object({ dependencies: z.record(z.string(), z.string()) })

it('what Next leaves out of the build is there without what is for development alone', () => {
  const { dependencies } = manifest.parse(
    JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')),
  )
  const left = config.serverExternalPackages ?? []
  expect(left).not.toEqual([])
  expect(left.filter((name) => !(name in dependencies))).toEqual([])
})
