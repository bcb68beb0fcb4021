import { expect, test } from '@playwright/test'
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
