import { expect, test, type Page } from '@playwright/test'
import { attacks } from '#lib/scenarios/attacks/registry.ts'
import { eventNames } from '#lib/strategies/events.ts'
import { strategies } from '#lib/strategies/registry.ts'
import { open } from './lab-page.ts'
import { printed, withoutSpaces } from './printed.ts'

/** The matrix that is meant for paper: a name and the words of a row each, as they are on the page. */
const rowsFor = (page: Page) =>
  page
    .locator('.printed tbody tr')
    .evaluateAll((rows) =>
      rows.map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent)),
    )

for (const [view, path, count] of [
  ['events', '/compare?preset=lab', eventNames.length],
  ['attacks', '/compare?view=attacks&preset=lab', attacks.length],
] as const) {
  test(`the matrix of ${view} is printed whole, on A4 and on Letter`, async ({ page }) => {
    await open(page, path)
    await expect(page.getByText(/^(All|\d+ of) \d+ cells are measured/).first()).toBeVisible()
    await expect(page.locator('.printed')).toBeAttached()
    await expect(page.getByText('Provisional')).toHaveCount(0)
    const rows = await rowsFor(page)
    const ranking = await page.locator('[aria-label=Ranking] tr').allTextContents()
    expect(ranking).toHaveLength(view === 'events' ? strategies.length + 1 : 0)
    const full = rows.filter((cells) => cells.length > 1)
    expect(full).toHaveLength(count)
    for (const cells of full) expect(cells).toHaveLength(strategies.length + 1)
    for (const paper of ['A4', 'Letter'] as const) {
      const text = await printed(page, paper)
      for (const { title } of strategies) expect(text, paper).toContain(withoutSpaces(title))
      const lost = full.filter((cells) => !text.includes(withoutSpaces(cells.join(''))))
      expect(lost, `rows that are not whole on ${paper}`).toEqual([])
      for (const score of ranking) expect(text, paper).toContain(withoutSpaces(score))
    }
  })
}
