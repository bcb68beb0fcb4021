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
