import { expect, test, type Page } from '@playwright/test'
import { open, visit } from './lab-page.ts'

/** A page that is drawn anew goes on: what was pressed and typed stays, and no document is loaded. */

/** Addresses of the documents that are loaded from now on. */
function documentsOf(page: Page): string[] {
  const loaded: string[] = []
  page.on('request', (request) => {
    if (request.isNavigationRequest()) loaded.push(request.url())
  })
  return loaded
}

/** Holds back every page that the router asks for, until it lets go. */
async function holdDrawing(page: Page) {
  const line = Promise.withResolvers<void>()
  const asked: string[] = []
  await page.route(
    (url) => url.searchParams.has('_rsc'),
    async (route) => {
      asked.push(route.request().url())
      await line.promise
      await route.continue()
    },
  )
  return { asked, letGo: line.resolve }
}

/** As a browser tells that somebody is back: twice, when it is from another tab. */
const comeBack = (page: Page) =>
  page.evaluate(() => {
    window.dispatchEvent(new Event('focus'))
    document.dispatchEvent(new Event('visibilitychange'))
  })

const drawer = (page: Page) => page.locator('[data-lane=stateless-jwt]')

test('what is pressed during a first visit stays', async ({ page }) => {
  const held = await holdDrawing(page)
  await open(page, '/')
  const loaded = documentsOf(page)
  await expect.poll(() => held.asked.length).toBe(1)
  await page.getByRole('button', { name: 'Ban', exact: true }).click()
  await drawer(page).getByRole('heading').getByRole('button').click()
  await comeBack(page)
  held.letGo()
  await expect(
    page.getByRole('heading', { name: /^\d+ of \d+ still let the thief in\.$/ }),
  ).toBeVisible()
  await expect(drawer(page).getByText('What closes the gap')).toBeVisible()
  await page.waitForLoadState('networkidle')
  await expect(page).toHaveURL('/?event=ban&lane=stateless-jwt')
  expect(loaded).toEqual([])
})

test('what is chosen and ordered during a first visit stays', async ({ page }) => {
  const held = await holdDrawing(page)
  await open(page, '/operator')
  await expect.poll(() => held.asked.length).toBe(1)
  await page.getByLabel(/^Throws the signing keys away/).selectOption('stateless-jwt')
  await page.getByRole('button', { name: 'Ban: bob' }).click()
  await expect(page.getByText('bob was banned.')).toBeVisible()
  held.letGo()
  await expect(page.getByRole('button', { name: 'Unban: bob' })).toBeVisible()
  await expect(page.getByText('bob was banned.')).toBeVisible()
  await expect(page.getByLabel(/^Throws the signing keys away/)).toHaveValue('stateless-jwt')
})

test('whoever comes back to a row that is open finds it where it was', async ({ page }) => {
  await visit(page, '/')
  const loaded = documentsOf(page)
  await drawer(page).getByRole('heading').getByRole('button').click()
  await expect(drawer(page).getByText('What closes the gap')).toBeVisible()
  await drawer(page).getByText('What closes the gap').scrollIntoViewIfNeeded()
  const scrolled = await page.evaluate(() => window.scrollY)
  expect(scrolled).toBeGreaterThan(0)
  // Somebody sets another lifetime meanwhile, and the bars are drawn by it.
  const promised = drawer(page).getByText('at expiry, up to 2 h')
  await page.request.patch('/api/workspace/settings', { data: { tokenTtl: 7_200 } })
  await comeBack(page)
  await expect(promised).toBeVisible()
  await page.waitForLoadState('networkidle')
  expect(await page.evaluate(() => window.scrollY)).toBe(scrolled)
  expect(loaded).toEqual([])
})
