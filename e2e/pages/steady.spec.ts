import { test } from '@playwright/test'
import { pagePaths } from '../../scripts/page-paths.ts'
import { expectSteady, open } from './lab-page.ts'

/** On wider screens, where a table may stand beside what grows, other tests look as they go by. */
test.use({ viewport: { width: 375, height: 812 } })

for (const path of pagePaths) {
  test(`${path} stays where it is while its numbers come in, on a first visit`, async ({
    page,
  }) => {
    await open(page, path)
    await page.waitForLoadState('networkidle')
    await expectSteady(page)
  })
}

test('a font that comes late moves nothing', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 })
  let bring = () => {}
  const wanted = new Promise<void>((resolve) => (bring = resolve))
  await page.route('**/*.woff2', async (route) => {
    await wanted
    await route.continue()
  })
  await page.goto('/learn/lifetimes', { waitUntil: 'commit' })
  await page.waitForFunction(() => performance.getEntriesByName('first-paint').length > 0)
  // Longer than a browser waits for a font before it does without.
  await page.waitForTimeout(500)
  const brought = page.waitForResponse('**/*.woff2')
  bring()
  await brought
  await page.waitForLoadState('networkidle')
  await expectSteady(page)
})
