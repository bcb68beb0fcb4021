import { readFile } from 'node:fs/promises'
import { expect, test } from '@playwright/test'
import { z } from 'zod'
import { attackGroups } from '#app/compare/_attacks/groups.ts'
import { attacks } from '#lib/scenarios/attacks/registry.ts'
import {
  complaintsOf,
  declared,
  expectAccessible,
  expectAccessibleInBoth,
  open,
  expectSteady,
} from './lab-page.ts'

const cellSchema = z.object({
  strategy: z.string(),
  attack: z.string(),
  outcome: z.enum(['works', 'blocked', 'not-applicable', 'error']),
  from: z.enum(['here', 'run', 'prediction']),
  broken: z.boolean(),
})

const words = {
  works: 'Works',
  blocked: 'Blocked',
  'not-applicable': 'Not applicable',
  error: 'Error',
}
const origins = {
  here: 'measured here',
  run: 'from the last run',
  prediction: 'predicted, not run',
}

/** Where the table begins, and there is least room beside what grows. */
test.use({ viewport: { width: 1024, height: 768 } })

test('attacks are compared, group by group and one by one', async ({ page }) => {
  const complaints = complaintsOf(page)
  await open(
    page,
    '/compare?view=attacks&strategies=cookie-session,stateless-jwt&groups=replay,csrf',
  )
  const strategies = await declared(page)
  const expected = strategies.length * attacks.length
  await expect(
    page
      .getByText(
        new RegExp(`^(All|[\\d,]+ of) ${expected.toLocaleString('en')} cells are measured`),
      )
      .first(),
  ).toBeVisible()
  await expectSteady(page)

  const group = page.locator('[data-group="cookie-session/replay"]')
  await expect(group).toContainText(/of \d+ work|blocked/)
  await group.focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/wide=replay/)
  const first = page.locator('[data-cell="stateless-jwt/replay-after-logout"]')
  await expect(first, 'who opens a group goes on at its first attack').toBeFocused()

  const started = page.waitForEvent('download')
  await page.getByRole('button', { name: 'JSON', exact: true }).click()
  const json = z.object({ cells: z.array(cellSchema) })
  const { cells } = json.parse(JSON.parse(await readFile(await (await started).path(), 'utf8')))
  const own = attacks.filter((attack) => attack.group === 'replay' || attack.group === 'csrf')
  expect(cells).toHaveLength(2 * own.length)
  expect(cells.filter(({ broken }) => broken)).toEqual([])
  for (const { strategy, attack, outcome, from } of cells) {
    const face = page.locator(`[data-cell="${strategy}/${attack}"]`)
    if ((await face.count()) === 0) continue
    await expect(face).toContainText(words[outcome])
    if (outcome === 'works' || outcome === 'blocked')
      await expect(face).toContainText(origins[from])
  }
  expect(
    cells.filter(({ from }) => from === 'here').length,
    'what needs no browser was played here',
  ).toBe(2 * own.filter(({ media }) => media.includes('process')).length)

  await page.keyboard.press('Escape')
  await first.focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Stateless JWT: Replay after the log-out' })
  await expect(dialog.getByText('Measured here')).toBeVisible()
  await expect(dialog.getByText('The thief copies all that the owner holds')).toBeVisible()
  await expectAccessibleInBoth(page)
  await page.keyboard.press('Escape')
  await expectAccessible(page)
  await page.setViewportSize({ width: 320, height: 640 })
  await page.locator('summary', { hasText: 'Stateless JWT' }).click()
  await expect(first).toBeVisible()
  await expectAccessible(page)
  expect(complaints).toEqual([])
})

test('every attack is in sight at once at 1440 pixels, down the page', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 })
  const all = attackGroups.map(({ id }) => id).join(',')
  await open(page, `/compare?view=attacks&preset=lab&wide=${all}`)
  const table = page.getByRole('region', { name: 'Attacks by strategies' })
  await expect(table.locator('tbody tr')).toHaveCount(attacks.length + attackGroups.length)
  const surplus = await table.evaluate((region) => region.scrollWidth - region.clientWidth)
  expect(surplus, 'pixels that it has to be scrolled sideways for').toBeLessThanOrEqual(0)
})
