import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { AxeBuilder } from '@axe-core/playwright'
import { z } from 'zod'
import { expect, type Page } from '@playwright/test'

/** What tests of the pages share: what counts as accessible, and what the lab declares. */

export const themes = ['light', 'dark'] as const
export const narrow = { width: 320, height: 640 }

/** What a page complains of, in its console or by throwing; what is not found is told by tests. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    const isOwn = message.type() === 'error' || message.type() === 'warning'
    if (isOwn && !message.text().includes('404')) complaints.push(message.text())
  })
  return complaints
}

/** The rules that read the colours of every text: half of what a look takes. */
const ofColours = ['color-contrast', 'link-in-text-block']
/** Of WCAG 2.2, which axe has to be asked for. */
const asked = { 'target-size': { enabled: true } }
const notOfColours = Object.fromEntries(ofColours.map((rule) => [rule, { enabled: false }]))

/** The builder would bring the whole of axe twice for each look, which takes longer than the look. */
const axeCode = readFileSync(
  createRequire(import.meta.resolve('@axe-core/playwright')).resolve('axe-core/axe.min.js'),
  'utf8',
)
const NOTHING_TO_BRING = 'void 0'

async function bringAxe(page: Page): Promise<void> {
  for (const frame of page.frames()) {
    if (!(await frame.evaluate(() => 'axe' in window))) await frame.evaluate(axeCode)
  }
}

interface Look {
  /** A selector: the part that has just changed. */
  within?: string | undefined
  look?: 'all' | 'all but colours'
}

/**
 * Nothing for axe to find on the page, or in the part that has just changed, and nothing that the page has to be scrolled sideways for.
 */
export async function expectAccessible(
  page: Page,
  { within, look = 'all' }: Look = {},
): Promise<void> {
  // A colour that is on its way from one to another has a contrast that nobody reads.
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const isDark = await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)
  await bringAxe(page)
  // In the page itself, with nothing told of what is right: a tab of its own for each look, and lists
  // of all that passed, take as long as the look. Frames of other origins, which that is for, are none.
  const axe = new AxeBuilder({ page, axeSource: NOTHING_TO_BRING }).setLegacyMode().options({
    resultTypes: ['violations'],
    // The dark theme changes colours and nothing else: all other rules have looked at the light one.
    ...(isDark && { runOnly: ofColours }),
    ...(!isDark && { rules: look === 'all' ? asked : { ...asked, ...notOfColours } }),
  })
  if (within) axe.include(within)
  const { violations } = await axe.analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
  const surplus = await page.evaluate(
    () => document.documentElement.scrollWidth - window.innerWidth,
  )
  expect(surplus, 'pixels that the page is too wide').toBeLessThanOrEqual(0)
}

/** The same in both themes, one after the other on one page; it is left in the light one. */
export async function expectAccessibleInBoth(
  page: Page,
  { within }: Pick<Look, 'within'> = {},
): Promise<void> {
  for (const colorScheme of themes.toReversed()) {
    await page.emulateMedia({ colorScheme })
    await expectAccessible(page, { within })
  }
}

/** A page that has been opened, in both themes and at both widths; it is left narrow. */
export async function expectAccessibleThroughout(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expectAccessibleInBoth(page)
  expect(await outlineFaults(page)).toEqual([])
  await expectSteady(page)
  await page.setViewportSize(narrow)
  // What is narrow has other places, and the same colours.
  await expectAccessible(page, { look: 'all but colours' })
}

/** What axe passes over: levels of headings that are left out, and what a screen reader says twice. */
export const outlineFaults = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const faults: string[] = []
    let level = 0
    for (const heading of document.querySelectorAll('h1, h2, h3, h4, h5, h6')) {
      if (!heading.checkVisibility()) continue
      const own = Number(heading.tagName.slice(1))
      const isFirst = level === 0 || own === 1
      if (isFirst ? level !== 0 || own !== 1 : own > level + 1) {
        faults.push(`after a heading of level ${level}, one of ${own}: ${heading.textContent}`)
      }
      level = own
    }
    const live = '[aria-live]:not([aria-live=off]), [role=status], [role=alert], output'
    for (const region of document.querySelectorAll(live)) {
      // One in another is announced by both; the name of a field is said by the field.
      const about = region.parentElement?.closest(`label, ${live}`)
      if (about) faults.push(`announced twice: ${region.textContent}`)
    }
    const order = document.querySelector('[tabindex]:not([tabindex="0"]):not([tabindex="-1"])')
    if (order) faults.push(`an order of its own: ${order.outerHTML}`)
    return faults
  })

/** A tenth of what counts as good: a line whose number arrives shifts by less. */
const STEADY = 0.01

const layoutShifts = z.array(z.object({ value: z.number(), hadRecentInput: z.boolean() }).loose())

/** Nothing has moved under the reader since the page came, but what they moved themselves (CLS). */
export async function expectSteady(page: Page): Promise<void> {
  const entries = await page.evaluate(
    () =>
      new Promise((resolve) => {
        const shifts: unknown[] = []
        new PerformanceObserver((list) => {
          shifts.push(...list.getEntries().map((entry): unknown => entry.toJSON()))
        }).observe({ type: 'layout-shift', buffered: true })
        // What happened before is told in a task of its own.
        setTimeout(() => resolve(shifts), 100)
      }),
  )
  const shifts = layoutShifts.parse(entries).filter(({ hadRecentInput }) => !hadRecentInput)
  const sum = shifts.reduce((before, { value }) => before + value, 0)
  expect(sum, `what moved: ${JSON.stringify(shifts)}`).toBeLessThan(STEADY)
}

const stops = z.object({ stops: z.string(), seconds: z.number().optional() })
const described = z.array(
  z.object({
    id: z.string(),
    title: z.string(),
    transports: z.array(z.string()),
    renews: z.boolean(),
    tolerance: z.number(),
    promises: z.record(z.string(), stops),
  }),
)
export type Described = z.infer<typeof described>[number]

/** What every strategy declares, under the lifetimes of the workspace that the page is in. */
export async function declared(page: Page): Promise<Described[]> {
  const response = await page.request.get('/api/strategies')
  return described.parse(await response.json())
}

/** Opens a page in a workspace of its own; that a first visit makes one is a test of its own. */
export async function visit(page: Page, path: string): Promise<void> {
  const made = await page.request.post('/api/workspaces')
  expect(made.status()).toBe(201)
  await open(page, path)
}

/** Opens a page, and waits until it listens: a key that is pressed before is lost on anybody. */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await expect(page.locator('html')).toHaveAttribute('data-listens', '')
}

/** Goes to a page of the workbench by its menu, without loading a document. */
export async function followWorkbench(page: Page, path: string): Promise<void> {
  const menu = page.getByRole('navigation', { name: 'Pages' })
  await menu.getByText('Workbench', { exact: true }).click()
  await menu.locator(`a[href="${path}"]`).click()
}
