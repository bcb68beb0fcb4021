import { expect, test, type Page } from '@playwright/test'
import { measuredCost, micros } from '#lib/evidence/cost.ts'
import { strategies } from '#lib/strategies/registry.ts'

test('bars are seen where a system has colours of its own', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' })
  for (const path of ['/cost', '/learn/many-nodes']) {
    await page.goto(path)
    const [bar, ground] = await page
      .locator('.measured-bar > :first-child')
      .first()
      .evaluate((one) => [one, document.body].map((at) => getComputedStyle(at).backgroundColor))
    expect.soft(bar, path).not.toBe(ground)
    expect.soft(bar, path).toMatch(/^rgb\(/)
  }
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('what was measured is shown, and a load is worked out', async ({ page }) => {
    await page.goto('/cost')
    const checks = page.getByRole('region', { name: 'What a check takes' })
    for (const { id, title } of strategies) {
      const row = checks.getByRole('row').filter({ has: page.getByText(title, { exact: true }) })
      await expect(row).toContainText(micros(measuredCost(id)?.verify ?? Number.NaN))
    }

    const estimates = page.getByRole('region', { name: 'What it comes to' })
    const row = estimates.getByRole('row', { name: 'JWT + blocklist' })
    await page.getByLabel('Requests, a second').fill('1000')
    await page.getByLabel('Sign-ins, a day').fill('0')
    await page.getByRole('button', { name: 'Work it out' }).click()
    await expect(page).toHaveURL(/requests=1000&/)
    await expect(row.getByRole('cell').first()).toHaveText('1,000')
    await page.getByLabel('Requests, a second').fill('many')
    await page.getByRole('button', { name: 'Work it out' }).click()
    await expect(page.getByText('It has to be a number from 1 to')).toBeVisible()
    await expect(page.getByLabel('Requests, a second')).toHaveValue('many')
    const told = page.getByRole('alert').getByRole('link', { name: 'Requests' })
    await expect(told).toHaveAttribute('href', '#requests')
  })
})

const users = (page: Page) => page.getByLabel('Users', { exact: true })
const stateHeld = (page: Page) =>
  page
    .getByRole('region', { name: 'What it comes to' })
    .getByRole('row', { name: /^JWT token version/ })
    .getByRole('cell')

async function workOut(page: Page, typed: string): Promise<void> {
  await users(page).fill(typed)
  await page.getByRole('button', { name: 'Work it out' }).click()
  await expect(page).toHaveURL(new RegExp(`users=${typed}&`))
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'with none', () => {
    test.use({ javaScriptEnabled })

    test('the form shows the load that was worked out', async ({ page }) => {
      await page.goto('/cost')
      await workOut(page, '5000')
      const results = await stateHeld(page).allTextContents()
      await workOut(page, '7000')
      await page.goBack()
      await expect(page).toHaveURL(/users=5000&/)
      await expect(users(page)).toHaveValue('5000')
      expect(await stateHeld(page).allTextContents()).toEqual(results)

      await users(page).fill('9')
      await page.getByRole('link', { name: 'The usual example' }).click()
      await expect(page).toHaveURL(/\/cost#worked-out$/)
      await expect(users(page)).toHaveValue('1000000')
      await users(page).fill('9')
      await page.getByRole('button', { name: 'The usual example' }).click()
      await expect(users(page)).toHaveValue('1000000')
    })

    test('one lands on the result, or on what is wrong', async ({ page }) => {
      await page.setViewportSize({ width: 375, height: 700 })
      await page.goto('/cost')
      await workOut(page, '5000')
      const result = page.getByRole('heading', { name: 'What it comes to' })
      await expect(result).toBeInViewport()
      await expect(result).toBeFocused()
      await expect(page.getByRole('region', { name: 'What it comes to' })).toBeInViewport()
      await workOut(page, '1.5')
      await expect(page.getByRole('alert').filter({ hasText: 'Not worked out' })).toBeFocused()
      await expect(page.getByText('It has to be a whole number from 1 to')).toBeInViewport()
      await workOut(page, '1.500')
      await expect(page.getByText('It can mean 1500 or 1.5')).toBeInViewport()
    })
  })
}
