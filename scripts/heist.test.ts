import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { drawHeist, heistPath, measureLogOut } from './heist-picture.ts'

it('the moving picture of the README is what is measured now', async () => {
  const drawn = drawHeist(await measureLogOut())
  expect(readFileSync(heistPath, 'utf8'), 'npm run heist makes it anew').toBe(drawn)
  expect(drawn.length).toBeLessThan(1_000_000)
})
