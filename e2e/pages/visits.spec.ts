import { expect, test } from '@playwright/test'
import { workspaceCookieName } from '#lib/kernel/cookie-names.ts'
import { pagePaths } from '../../scripts/page-paths.ts'
import { declared, expectAccessible, followWorkbench, narrow, visit } from './lab-page.ts'

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

const notKnown = {
  '/?event=nothing': 'event=nothing',
  '/?scene=none&event=ban&utm_source=elsewhere': 'scene=none',
  '/?lane=none&view=ban&show=some&mode=live&at=-1':
    'lane=none&amp;show=some&amp;view=ban&amp;mode=live&amp;at=-1',
  '/?lanes=stateless-jwt,none': 'lanes=stateless-jwt,none',
  '/compare?preset=none': 'preset=none',
  '/compare?view=none&event=none&events=ban,none': 'view=none&amp;event=none&amp;events=ban,none',
  '/compare?open=ban/stateless-jwt&sort=cost&weights=1':
    'sort=cost&amp;weights=1&amp;open=ban/stateless-jwt',
  '/compare?view=attacks&groups=none&wide=none&sort=none&open=stateless-jwt/ban':
    'groups=none&amp;wide=none&amp;sort=none&amp;open=stateless-jwt/ban',
  '/scenarios/logout?strategy=none&preset=none&guess=works&at=soon':
    'strategy=none&amp;preset=none&amp;guess=works&amp;at=soon',
  '/scenarios/replay-after-demotion?strategy=none&guess=expiry': 'strategy=none&amp;guess=expiry',
  '/reports/stateless-jwt/replay-after-logout?medium=paper': 'medium=paper',
  // Of two that are named a page reads the first.
  '/?event=ban&event=none': null,
  '/?event=none&event=ban': 'event=none',
  '/?event=ban&scene=cookie-session&lane=stateless-jwt&view=wire&lanes=&show=open&mode=replay&at=30':
    null,
  '/compare?preset=&open=stateless-jwt/ban&sort=rank&weights=0,1,2,3,1,1&strategies=jwt-replicated-blocklist':
    null,
  '/compare?view=attacks&wide=&open=stateless-jwt/replay-after-logout&sort=replay-after-logout':
    null,
  '/scenarios/logout?strategy=stateless-jwt&guess=expiry&at=0': null,
  '/scenarios/logout?at=99999': 'at=99999',
  '/?mode=replay&at=12.5': null,
} as const

test('what an address names and a page does not have is told', async ({ request }) => {
  for (const [path, fault] of Object.entries(notKnown)) {
    const html = await (await request.get(path)).text()
    const told = /<div[^>]* data-not-known[^>]*>.*?<code>(.*?)<\/code>/s.exec(html)?.[1] ?? null
    expect.soft(told, path).toBe(fault)
  }
})

test('what is told of an address fits a narrow screen, however long it is', async ({ page }) => {
  await page.setViewportSize(narrow)
  await page.goto(`/compare?open=${'x'.repeat(500)}`)
  await expectAccessible(page, { within: '[data-not-known]' })
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
