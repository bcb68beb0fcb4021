import { join } from 'node:path'
import { expect, it } from 'vitest'
import { root, run, runtime } from './child.mjs'

it('an option that is none ends a command in one line', async () => {
  const { code, output } = await run(runtime, [join(root, 'scripts/sample.ts'), '--nope'])
  expect({ code, output: output.trim() }).toEqual({
    code: 1,
    output: "Unknown option '--nope'; there are --from",
  })
})
