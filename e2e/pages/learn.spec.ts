import { expect, test } from '@playwright/test'
import { visit } from './lab-page.ts'

const CHAPTER = '/learn/refresh-and-reuse'

test('whoever renews second is noticed, and both are signed out', async ({ page }) => {
  await visit(page, '/learn')
  await page.getByRole('link', { name: 'Refresh tokens and reuse detection' }).click()
  const stands = page.locator('#how-it-stands')
  await expect(stands).toContainText('Who renews first?')
  const press = (name: string) => page.getByRole('link', { name, exact: true }).click()
  await press('The thief renews')
  await expect(stands).toContainText('The thief is in.')
  await press('1 min passes')
  await press('Alice renews')
  await expect(stands).toContainText('both are signed out')
  await expect(page.getByText('used before: reuse.')).toBeVisible()
  for (const party of ['alice', 'thief']) {
    await expect(page.locator(`[data-party=${party}]`)).toContainText('the next renewal is refused')
  }
  // Back takes a move back.
  await page.goBack()
  await expect(stands).toContainText('The thief is in.')
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('a play is links: the grace decides over a lost answer', async ({ page }) => {
    await page.goto(`${CHAPTER}?moves=answer-is-lost.five-seconds-pass.alice-renews`)
    const stands = page.locator('#how-it-stands')
    await expect(page.getByText('used before, but within the grace')).toBeVisible()
    await page.getByRole('link', { name: '0 s', exact: true }).click()
    await expect(stands).toContainText('Alice was taken for one, and signed out.')
    await page.goto(`${CHAPTER}?moves=nothing-of-this-kind`)
    await expect(page.getByText('moves that do not exist')).toBeVisible()
    await expect(stands).toContainText('Who renews first?')
  })
})
