// Takes the pictures of the README from a running lab: npm run screenshots
// With --all, every page in both themes at three widths, to look at: npm run screenshots -- --all
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type Browser, type Page } from '@playwright/test'
import { ensureBrowser, launchArgs, noBrowser } from './browser.ts'
import { ensureBuilt } from './build.mjs'
import { root } from './child.mjs'
import { dist, startServer } from './served.ts'

const themes = ['light', 'dark'] as const
type Theme = (typeof themes)[number]

const WIDTH = 1440
const widths = [375, 768, WIDTH]
/** Not in the repository: these are to look at and not to keep. */
const shelf = join(root, 'data', 'screenshots')
const images = join(root, 'docs', 'images')

/** A visitor of their own in a theme, in the middle of a run: robbed, and signed out since. */
async function playRun(browser: Browser, url: string, theme: Theme): Promise<Page> {
  const context = await browser.newContext({
    baseURL: url,
    colorScheme: theme,
    reducedMotion: 'reduce',
    viewport: { width: WIDTH, height: 1200 },
  })
  const page = await context.newPage()
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click()
  await page.goto('/')
  await press('Log out')
  await page
    .getByText(/still let the thief in\.$/)
    .first()
    .waitFor()
  // What was promised within minutes comes true, and what outlives them stands out.
  await press('Advance 5 min')
  await page.locator('button[aria-label="Advance 5 min"]:not([aria-disabled=true])').waitFor()
  await page.mouse.move(0, 0)
  return page
}

/** The pages that the navigation offers, each with the first and the last page below it. */
async function pathsOf(page: Page): Promise<string[]> {
  const linked = (selector: string) =>
    page
      .locator(selector)
      .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
  const paths: string[] = []
  for (const path of await linked('nav[aria-label=Pages] a')) {
    await page.goto(path)
    const below = path === '/' ? [] : await linked(`main a[href^="${path}/"]`)
    paths.push(path, ...new Set([...below.slice(0, 1), ...below.slice(-1)]))
  }
  return [...paths, '/compare?view=attacks']
}

async function takeAll(page: Page, theme: Theme): Promise<void> {
  for (const path of await pathsOf(page)) {
    await page.goto(path)
    // What is measured while one looks has come in.
    await page.waitForLoadState('networkidle')
    const name = path === '/' ? 'lab' : path.slice(1).replaceAll(/\W+/g, '-')
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 })
      const file = join(shelf, `${name}-${width}-${theme}.png`)
      await page.screenshot({ path: file, fullPage: true })
    }
  }
}

/** The whole matrix, once every cell of it is measured. */
async function takeMatrix(page: Page, theme: Theme): Promise<void> {
  await page.goto('/compare')
  await page
    .getByText(/^All \d+ cells are measured/)
    .first()
    .waitFor({ timeout: 600_000 })
  await page.getByText(/^rank 1, score/).waitFor()
  // High enough for all rows at once.
  await page.setViewportSize({ width: WIDTH, height: 1200 })
  const file = join(images, `compare-${theme}.png`)
  await page.getByRole('region', { name: 'Strategies by events' }).screenshot({ path: file })
}

async function main(all: boolean) {
  const found = await ensureBrowser()
  if (!found) throw new Error(noBrowser)
  if (!(await ensureBuilt(dist))) throw new Error('There is nothing to take pictures of')
  await using server = await startServer()
  await using browser = await chromium.launch({ args: launchArgs, ...found })
  for (const folder of all ? [images, shelf] : [images]) mkdirSync(folder, { recursive: true })
  for (const theme of themes) {
    const page = await playRun(browser, server.url, theme)
    await page.screenshot({ path: join(images, `lab-${theme}.png`) })
    await takeMatrix(page, theme)
    if (all) await takeAll(page, theme)
    await page.context().close()
  }
  console.log(all ? `Pictures are in ${images} and ${shelf}` : `Pictures are in ${images}`)
}

try {
  await main(process.argv.includes('--all'))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
