import { expect, test, type Page } from '@playwright/test'
import { presets } from '#lib/workspace/presets.ts'
import { expectAccessibleInBoth, visit } from './lab-page.ts'

const use = (page: Page, title: string) =>
  page.getByRole('button', { name: `Use the lifetimes of ${title}`, exact: true })

test('each preset fills in its lifetimes with one request, and is shown in force', async ({
  page,
}) => {
  await visit(page, '/settings')
  let patches = 0
  page.on('request', (request) => {
    if (request.method() === 'PATCH') patches += 1
  })
  await expect(page.getByText('In force: Logout Lab.')).toBeVisible()
  for (const { title, says, lifetimes } of presets.slice(1)) {
    await expect(page.getByText(says)).toBeVisible()
    await use(page, title).click()
    await expect(page.getByText(`In force: ${title}.`)).toBeVisible()
    await expect(page.getByLabel('Session', { exact: true })).toHaveValue(
      String(lifetimes.sessionTtl),
    )
    await expect(page.getByLabel('Access token', { exact: true })).toHaveValue(
      String(lifetimes.accessTtl),
    )
  }
  expect(patches).toBe(presets.length - 1)
  const stored = await page.request.get('/api/workspace')
  expect(await stored.json()).toMatchObject({ settings: presets.at(-1)?.lifetimes })
})

test('what was typed can be put back after a preset', async ({ page }) => {
  await visit(page, '/settings')
  const idle = page.getByLabel('Idle', { exact: true })
  await idle.fill('99999')
  await page.getByLabel('SameSite').selectOption('strict')
  // What is at fault says so, and the rest is saved.
  await expect(page.getByText('must be at most sessionTtl')).toBeVisible()
  await expect(page.getByText('Saved. SameSite: Strict')).toBeVisible()
  await expect(page.getByText('One field is not saved.')).toBeVisible()
  await expectAccessibleInBoth(page)

  await page.route('**/api/workspace/settings', (route) => route.abort())
  await use(page, 'Keycloak').click()
  await expect(page.getByText('Nothing was saved. The server does not answer.')).toBeVisible()
  await page.unroute('**/api/workspace/settings')
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByText('The lifetimes of Keycloak are in force.')).toBeVisible()
  await expect(idle).toHaveValue('1800')

  await use(page, 'Supabase').focus()
  await page.keyboard.press('Enter')
  await expect(page.getByText('The lifetimes of Supabase are in force.')).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText('The lifetimes of Keycloak are in force.')).toBeVisible()
  await expect(page.getByLabel('SameSite')).toHaveValue('strict')
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('the settings are a form, and a refused one keeps what was typed', async ({ page }) => {
    await page.goto('/settings')
    await page.getByLabel('Active strategy').selectOption('iron-session')
    await page.getByRole('button', { name: 'Save' }).first().click()
    await expect(page.getByText('Saved.')).toBeVisible()
    await expect(page.getByLabel('Active strategy')).toHaveValue('iron-session')
    await page.getByLabel('Idle', { exact: true }).fill('99999')
    await page.getByLabel('SameSite').selectOption('none')
    await page.getByLabel('Idle', { exact: true }).press('Enter')
    await expect(page.getByText('Nothing was saved.')).toBeVisible()
    await expect(page.getByText('must be at most sessionTtl')).toBeVisible()
    await expect(page.getByLabel('SameSite')).toHaveValue('none')
    await use(page, 'Keycloak').click()
    await expect(page.getByText('In force: Keycloak.')).toBeVisible()
    const stored = await page.request.get('/api/workspace')
    expect(await stored.json()).toMatchObject({
      settings: { strategy: 'iron-session', sameSite: 'none' },
    })
  })
})
