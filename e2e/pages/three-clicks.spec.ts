import { expect, test } from '@playwright/test'
import { declared, visit, open } from './lab-page.ts'

/** A visitor who has never seen the lab has understood it by then. Milliseconds. */
const PATIENCE = 30_000

test('three clicks show which strategies a log-out closes', async ({ page }) => {
  const began = performance.now()
  await open(page, '/')
  await page.getByRole('button', { name: 'Steal the session' }).click()
  await expect(page.getByText('Now end the session.')).toBeVisible()
  await page.getByRole('button', { name: 'Log out', exact: true }).click()
  await expect(page.getByText(/^Alice logged out\. The thief is still in/)).toBeVisible()
  const strategies = await declared(page)
  for (const { id, promises } of strategies) {
    const verdict = promises['logout']?.stops === 'at-once' ? 'blocked' : 'in'
    await expect(page.locator(`[data-lane=${id}] [data-verdict]`), id).toHaveAttribute(
      'data-verdict',
      verdict,
    )
  }
  const survivor = strategies.find(({ promises }) => promises['logout']?.stops === 'at-expiry')
  await page.getByRole('button', { name: survivor?.title ?? '', exact: true }).click()
  await expect(page.getByText('What closes the gap')).toBeVisible()
  expect(performance.now() - began).toBeLessThan(PATIENCE)
  await expect(page).toHaveURL(new RegExp(`event=logout&lane=${survivor?.id}$`))
})

test('advancing the clock closes what was promised within minutes', async ({ page }) => {
  await visit(page, '/')
  await page.getByRole('button', { name: 'Steal the session' }).click()
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(page.getByText(/^Alice changed her password\. The thief is still/)).toBeVisible()
  await page.getByRole('button', { name: 'Advance 5 min' }).click()
  const lane = page.locator('[data-lane=jwt-refresh-rotation]')
  await expect(lane.locator('[data-verdict]')).toHaveAttribute('data-verdict', 'blocked')
  await lane.getByRole('button').click()
  await expect(lane.getByText('the promise was kept')).toBeVisible()
})

test('a run survives a reload', async ({ page }) => {
  await visit(page, '/')
  await page.getByRole('button', { name: 'Steal the session' }).click()
  await page.getByRole('button', { name: 'Ban', exact: true }).click()
  await expect(page.getByText(/^Alice was banned\. The thief is still/)).toBeVisible()
  await page.reload()
  await expect(page.getByText(/^Alice was banned\. The thief is still/)).toBeVisible()
})

test('a feed that is lost says so, and says when it is back', async ({ page }) => {
  await visit(page, '/')
  await page.getByRole('button', { name: 'Steal the session' }).click()
  await expect(page.getByText('Now end the session.')).toBeVisible()
  await page.route('**/api/lab/round', (route) => route.abort())
  await expect(page.getByText(/^No answer since/)).toBeVisible()
  await expect(page.getByText('Stale: Thief in').first()).toBeVisible()
  await page.unroute('**/api/lab/round')
  await expect(page.getByText(/^No answer since/)).toBeHidden()
})

test('it works by keyboard, and ? lists the keys', async ({ page }) => {
  await visit(page, '/')
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('s')
  await expect(page.getByText('Now end the session.')).toBeVisible()
  await page.keyboard.press('b')
  await expect(page.getByText(/^Alice was banned\. The thief is still/)).toBeVisible()
})
