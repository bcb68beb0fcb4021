import { expect, test } from '@playwright/test'
import { workspaceCookieName } from '#lib/kernel/cookie-names.ts'
import { pagePaths } from '../../scripts/page-paths.ts'
import { declared, followWorkbench, visit } from './lab-page.ts'

test('looking at a page makes no workspace', async ({ request }) => {
  for (const path of pagePaths) {
    const response = await request.get(path)
    expect(response.status(), path).toBe(200)
    expect(response.headers()['set-cookie'], path).toBeUndefined()
  }
})

test('what is not there is a 404', async ({ request }) => {
  expect((await request.get('/nowhere')).status()).toBe(404)
  expect((await request.get('/strategies/no-such-strategy')).status()).toBe(404)
})

test('a theme that was chosen stays, from the first paint on', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' })
  await visit(page, '/')
  await page.getByRole('button', { name: 'Theme: as the system' }).click()
  await page.getByRole('button', { name: 'Theme: light' }).click()
  await expect(page.getByRole('button', { name: 'Theme: dark' })).toBeVisible()
  await page.goto('/strategies', { waitUntil: 'commit' })
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await expect(page.locator('html')).toHaveCSS('color-scheme', 'dark')
})

for (const transport of ['cookie', 'bearer'] as const) {
  test(`a strategy chosen in the settings is the one of the application, by ${transport}`, async ({
    page,
  }) => {
    await visit(page, '/settings')
    const chosen = (await declared(page)).find(
      ({ transports, renews }) => renews && transports.includes(transport),
    )
    await page.getByLabel('Active strategy').selectOption(chosen?.id ?? '')
    await page.getByLabel('Transport').selectOption(transport)
    await expect(page.getByText('Saved.')).toBeVisible()

    await followWorkbench(page, '/app')
    await expect(page.getByRole('link', { name: chosen?.title ?? '' })).toBeVisible()
    await page.getByRole('button', { name: 'Fill in alice' }).click()
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(page.getByText('Signed in as alice (member)')).toBeVisible()
    // The page asks for the devices by itself: that may not be the request that meets the end.
    await expect(page.getByText('· this one')).toBeVisible()

    // An access token that ran out is renewed without a word from the visitor.
    await page.request.post('/api/workspace/clock', { data: { advance: 600 } })
    await page.getByRole('button', { name: 'Open the report' }).click()
    await expect(page.getByText('forbidden', { exact: true })).toBeVisible()
    await expect(page.getByText(/renewed by itself, 1 ×/)).toBeVisible()
    await page.reload()
    await expect(page.getByText('Signed in as alice (member)')).toBeVisible()
    await page.getByRole('button', { name: 'Log out', exact: true }).click()
    await expect(page.getByText('Not signed in')).toBeVisible()
  })
}

test('a deleted workspace is replaced by a fresh one', async ({ page }) => {
  await visit(page, '/settings')
  const before = await page.context().cookies()
  const workspace = workspaceCookieName(new URL(page.url()))
  await page.getByRole('button', { name: 'Delete the workspace' }).click()
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Alice logs out. Does the thief?' })).toBeVisible()
  await expect(async () => {
    const [was] = before.filter(({ name }) => name === workspace)
    const [is] = (await page.context().cookies()).filter(({ name }) => name === workspace)
    expect(is?.value).toBeTruthy()
    expect(is?.value).not.toBe(was?.value)
  }).toPass()
})
