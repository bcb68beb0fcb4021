import { expect, test } from '@playwright/test'
import { expectAccessibleInBoth, visit } from './lab-page.ts'

/** What one sees in one window, without a second browser: who is in after the owner has left. */
for (const [strategy, title, thief] of [
  ['stateless-jwt', 'Stateless JWT', 'in'],
  ['cookie-session', 'Cookie session store', 'out'],
] as const) {
  test(`owner and thief side by side, under ${title}`, async ({ page }) => {
    await visit(page, '/app')
    await page.getByLabel('Active strategy').selectOption(strategy)
    await expect(page.getByRole('main').getByRole('link', { name: title })).toBeVisible()
    await expect(page.getByText('Sign in first: there is nothing to copy yet.')).toBeVisible()
    await page.getByRole('button', { name: 'Fill in alice' }).click()
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(page.getByText('Signed in as alice')).toBeVisible()
    await page.getByRole('button', { name: 'Open as thief' }).click()
    await expect(page.locator('[data-thief]')).toContainText('In as alice')
    await page.getByRole('button', { name: 'Log out', exact: true }).click()
    await expect(page.getByText('Signed in as alice')).toBeHidden()
    await expect(page.locator('[data-thief]')).toHaveAttribute('data-thief', thief)
    await expect(page.locator('[data-thief]')).toContainText(
      thief === 'in' ? 'Your browser forgot. The server still believes' : 'The copy is worthless',
    )
    if (thief === 'in') await expectAccessibleInBoth(page)
  })
}
