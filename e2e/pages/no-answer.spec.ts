import { expect, test } from '@playwright/test'
import { visit } from './lab-page.ts'

test('a server that is gone takes nothing off the page, and is asked again', async ({ page }) => {
  const gone = (isGone: boolean) => page.context().setOffline(isGone)
  const again = page.getByRole('button', { name: 'Ask again' })
  await visit(page, '/')
  const chart = page.getByRole('heading', { name: 'How long the copy opens the door' })

  // A part whose script has yet to come.
  await gone(true)
  await page.getByText('Lifetimes', { exact: true }).click()
  await expect(page.getByText('this part is missing')).toBeVisible()
  await gone(false)
  await again.click()
  await expect(page.getByLabel('Lifetimes of')).toBeVisible()

  // A page that is to be drawn anew: the router would leave it.
  await page.route('**/healthz', (route) => route.abort())
  await page.getByRole('button', { name: 'Change password' }).click()
  const notDrawn = page.getByRole('alert').filter({ hasText: 'what is shown may be old' })
  await expect(notDrawn).toBeVisible()
  await expect(chart).toBeVisible()
  await page.unroute('**/healthz')
  await notDrawn.getByRole('button', { name: 'Ask again' }).click()
  await expect(notDrawn).toBeHidden()
})

test('what is pressed in /app says what came of it, answered or not', async ({ page }) => {
  await visit(page, '/app')
  await page.getByRole('button', { name: 'Fill in alice' }).click()
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByText(/· this one$/)).toBeVisible()
  const still = page.getByRole('button', { name: 'Am I still in?' })
  await still.click()
  await expect(page.getByText('The server accepted this session just now.')).toBeVisible()
  await page.route('**/api/**', (route) => route.abort())
  await still.click()
  await expect(page.getByText('The server does not answer.', { exact: true })).toBeVisible()
  await expect(page.getByText('The server accepted this session just now.')).toBeHidden()
  await page.getByRole('button', { name: 'copy the workspace as a variable' }).click()
  await expect(page.getByText('Not copied: The server does not answer.')).toBeVisible()
})
