import { gzipSync } from 'node:zlib'
import { expect, test } from '@playwright/test'
import { nowhere, pagePaths } from '../../scripts/page-paths.ts'
import { open } from './lab-page.ts'

/** Compressed JavaScript that a page may ask for before anybody has touched it. Bytes. */
const MOST = 150_000
/** What Next and React send for an empty page. */
const FRAMEWORK = 120_000

test('no page sends more JavaScript than was agreed', async ({ page }) => {
  const sizes = new Map<string, number>()
  const sizeOf = async (url: string) => {
    const response = await page.request.get(url)
    const size = gzipSync(await response.body()).length
    sizes.set(url, size)
    return size
  }
  // What a page shows is not weighed, and need not be measured for it.
  await page.route('**/api/**', (route) => route.abort())
  for (const path of [...pagePaths, nowhere]) {
    await open(page, path)
    // Also those that are still on their way, and those that a script has asked for.
    const urls = await page.locator('script[src]').evaluateAll((scripts) =>
      scripts.flatMap((script) => {
        const isScript = script instanceof HTMLScriptElement
        return isScript && !script.noModule ? [script.src] : []
      }),
    )
    let bytes = 0
    for (const url of new Set(urls)) bytes += sizes.get(url) ?? (await sizeOf(url))
    expect.soft(bytes, `bytes of scripts of ${path}`).toBeLessThanOrEqual(MOST)
    expect.soft(bytes, `bytes of scripts of ${path}`).toBeGreaterThan(FRAMEWORK)
  }
})
