import { expect, test } from '@playwright/test'
import { nowhere, pagePaths } from '../../scripts/page-paths.ts'
import {
  complaintsOf,
  expectAccessibleInBoth,
  expectAccessibleThroughout,
  visit,
} from './lab-page.ts'

/** They say nothing before everything is measured, or what a test has put there: their own tests see to that. */
const lookedAtElsewhere = ['/compare', '/compare?view=attacks', '/reports']
const paths = [...pagePaths.filter((path) => !lookedAtElsewhere.includes(path)), nowhere]

for (const path of paths) {
  test(`${path} is accessible, and quiet in the console`, async ({ page }) => {
    const complaints = complaintsOf(page)
    await visit(page, path)
    await expectAccessibleThroughout(page)
    expect(complaints).toEqual([])
  })
}

test('the lab in the middle of a run, with a lane open', async ({ page }) => {
  await visit(page, '/?event=ban&lane=stateless-jwt')
  await page.getByRole('button', { name: 'Ban', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    /^\d+ of \d+ still let the thief in/,
  )
  await expect(page.locator('[data-lane=stateless-jwt] [data-verdict=in]')).toBeVisible()
  await expectAccessibleInBoth(page)
})

test('the sample application, signed in', async ({ page }) => {
  await visit(page, '/app')
  await page.getByRole('button', { name: 'Fill in admin' }).click()
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByText('Signed in as admin (admin)')).toBeVisible()
  await page.getByRole('button', { name: 'Open the report' }).click()
  await expect(page.getByText('3 accounts')).toBeVisible()
  await expectAccessibleInBoth(page)
})

test('the operator, after an order', async ({ page }) => {
  await visit(page, '/operator')
  await page.getByRole('button', { name: 'Ban: bob' }).click()
  await expect(page.getByText('bob was banned.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Unban: bob' })).toBeVisible()
  await expectAccessibleInBoth(page)
})

test('settings that were refused say so at their fields', async ({ page }) => {
  await visit(page, '/settings')
  await page.getByLabel('Idle', { exact: true }).fill('99999')
  await page.keyboard.press('Enter')
  await expect(page.getByText('must be at most sessionTtl')).toBeVisible()
  await expect(page.getByLabel('Idle', { exact: true })).toHaveValue('99999')
  await expect(page.getByLabel('Idle', { exact: true })).toBeFocused()
  await expectAccessibleInBoth(page)
})
