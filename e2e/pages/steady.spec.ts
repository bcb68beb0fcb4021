import { gzipSync } from 'node:zlib'
import { expect, test, type Page } from '@playwright/test'
import { nowhere, pagePaths } from '../../scripts/page-paths.ts'
import { expectSteady, open } from './lab-page.ts'

/** On wider screens, where a table may stand beside what grows, other tests look as they go by. */
test.use({ viewport: { width: 375, height: 812 } })

/** Compressed JavaScript that a page may ask for before anybody has touched it. Bytes. */
const MOST = 150_000
/** What Next and React send for an empty page. */
const FRAMEWORK = 120_000

const sizes = new Map<string, number>()

/** Bytes of a script, compressed; pages share most of theirs. */
async function sizeOf(page: Page, url: string): Promise<number> {
  const known = sizes.get(url)
  if (known !== undefined) return known
  const response = await page.request.get(url)
  const size = gzipSync(await response.body()).length
  sizes.set(url, size)
  return size
}

for (const path of [...pagePaths, nowhere]) {
  test(`${path} stays where it is while its numbers come in, and sends no more JavaScript than was agreed, on a first visit`, async ({
    page,
  }) => {
    await open(page, path)
    // Also those that are still on their way, and those that a script has asked for.
    const urls = await page.locator('script[src]').evaluateAll((scripts) =>
      scripts.flatMap((script) => {
        const isScript = script instanceof HTMLScriptElement
        return isScript && !script.noModule ? [script.src] : []
      }),
    )
    let bytes = 0
    for (const url of new Set(urls)) bytes += await sizeOf(page, url)
    await page.waitForLoadState('networkidle')
    await expectSteady(page)
    expect(bytes, 'bytes of scripts').toBeLessThanOrEqual(MOST)
    expect(bytes, 'bytes of scripts').toBeGreaterThan(FRAMEWORK)
  })
}
