import { expect, test } from '@playwright/test'
import { glossary } from '#lib/evidence/words/glossary.ts'
import { pagePaths } from '../../scripts/page-paths.ts'

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('a page links each term once, and the glossary tells it', async ({ page }) => {
    const told = new Set(glossary.map(({ id }) => `/glossary#${id}`))
    const linked = new Set<string>()
    for (const path of pagePaths) {
      await page.goto(path)
      const links = await page
        .locator('a.term')
        .evaluateAll((terms) => terms.map((term) => term.getAttribute('href') ?? ''))
      expect(new Set(links).size, `${path} links a term twice`).toBe(links.length)
      for (const link of links) expect(told, path).toContain(link)
      for (const link of links) linked.add(link)
    }
    // Most are there to be found from where they are used, and not by chance from one page.
    expect(linked.size).toBeGreaterThan(glossary.length / 2)

    await page.goto('/learn/refresh-and-reuse')
    await page.getByRole('link', { name: 'refresh token', exact: true }).click()
    await expect(page.locator('#refresh-token')).toBeInViewport()
  })
})
