// Takes the pictures of the README from a running lab: npm run screenshots
// With --all, every page in both themes at three widths, to look at: npm run screenshots -- --all
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type Browser, type Page } from '@playwright/test'
import { ensureBrowser, launchArgs, noBrowser } from './browser.ts'
import { ensureBuilt } from './build.mjs'
import { root } from './child.mjs'
import { nowhere, pagePaths } from './page-paths.ts'
import { dist, startServer } from './served.ts'

const themes = ['light', 'dark'] as const
type Theme = (typeof themes)[number]

/** Whoever comes second with a refresh token is noticed. */
const REUSE = 'thief-renews.a-minute-passes.alice-renews'

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
    .getByText(/^\d+ of \d+ still let the thief in\.$/)
    .first()
    .waitFor()
  // What was promised within minutes comes true, and what outlives them stands out.
  await press('Advance 5 min')
  await page.locator('button[aria-label="Advance 5 min"]:not([aria-disabled=true])').waitFor()
  await page.mouse.move(0, 0)
  return page
}

/** What a page looks like once something was done on it. */
const states: readonly { name: string; path: string; does(page: Page): Promise<void> }[] = [
  {
    name: 'lab-after-the-log-out',
    path: '/',
    async does(page) {
      await page.getByRole('button', { name: 'Log out', exact: true }).click()
      await page
        .getByText(/^\d+ of \d+ still let the thief in\.$/)
        .first()
        .waitFor()
    },
  },
  {
    name: 'lab-why',
    path: '/?event=ban&lane=stateless-jwt',
    async does(page) {
      await page.getByRole('button', { name: 'Ban', exact: true }).click()
      await page.getByText('What closes the gap').waitFor()
    },
  },
  {
    name: 'app-signed-in-with-a-thief',
    path: '/app',
    async does(page) {
      await page.getByRole('button', { name: 'Fill in alice' }).click()
      await page.getByRole('button', { name: 'Sign in', exact: true }).click()
      await page.getByRole('button', { name: 'Open as thief' }).click()
      await page.locator('[data-thief]').waitFor()
    },
  },
  {
    name: 'scenario-played',
    path: '/scenarios/logout',
    async does(page) {
      await page.getByLabel('Never').check()
      await page.getByRole('button', { name: 'Run', exact: true }).click()
      await page.getByRole('heading', { name: 'How it ended' }).waitFor()
    },
  },
  {
    name: 'settings-refused',
    path: '/settings',
    async does(page) {
      await page.getByLabel('Idle', { exact: true }).fill('99999')
      await page.keyboard.press('Enter')
      await page.getByText('must be at most sessionTtl').waitFor()
    },
  },
  { name: 'learn-reuse', path: `/learn/refresh-and-reuse?moves=${REUSE}`, does: async () => {} },
]

async function shoot(page: Page, name: string, theme: Theme): Promise<void> {
  // What is measured while one looks has come in.
  await page.waitForLoadState('networkidle')
  // What is below is laid out when somebody comes near: a picture of it all would have holes.
  await page.addStyleTag({ content: '* { content-visibility: visible !important }' })
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 })
    // What only this width shows may be on its way.
    await page.locator('.skeleton:visible').waitFor({ state: 'detached' })
    const file = join(shelf, `${name}-${width}-${theme}.png`)
    await page.screenshot({ path: file, fullPage: true })
  }
  await page.setViewportSize({ width: WIDTH, height: 900 })
}

/** As a visitor of their own: for the one before, a run has begun, or Alice is banned. */
async function visitAnew(page: Page): Promise<void> {
  await page.goto('about:blank')
  await page.context().clearCookies()
  await page.request.post('/api/workspaces', { data: {} })
}

async function takeAll(page: Page, theme: Theme): Promise<number> {
  await visitAnew(page)
  const paths = [...pagePaths, nowhere]
  for (const path of paths) {
    await page.goto(path)
    const name = path === '/' ? 'lab' : path.slice(1).replaceAll(/\W+/g, '-').slice(0, 80)
    await shoot(page, name, theme)
  }
  for (const { name, path, does } of states) {
    await visitAnew(page)
    await page.goto(path)
    await page.locator('html[data-listens]').waitFor()
    await does(page)
    await shoot(page, name, theme)
  }
  return (paths.length + states.length) * widths.length
}

/** The whole matrix, once every cell of it is measured. */
async function takeMatrix(page: Page, theme: Theme): Promise<void> {
  await page.goto('/compare')
  await page
    .getByText(/^All [\d,]+ cells are measured/)
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
  let taken = 0
  for (const theme of themes) {
    const page = await playRun(browser, server.url, theme)
    await page.screenshot({ path: join(images, `lab-${theme}.png`) })
    await takeMatrix(page, theme)
    if (all) taken += await takeAll(page, theme)
    await page.context().close()
  }
  console.log(`Pictures are in ${images}${all ? `, and ${taken} more in ${shelf}` : ''}`)
}

try {
  await main(process.argv.includes('--all'))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
