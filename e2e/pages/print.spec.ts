import { expect, test, type Page } from '@playwright/test'
import { attacks } from '#lib/scenarios/attacks/registry.ts'
import { eventNames } from '#lib/strategies/events.ts'
import { allStrategies, strategies } from '#lib/strategies/registry.ts'
import { open } from './lab-page.ts'
import { printed, printedOver, withoutSpaces } from './printed.ts'

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
    await expect(page.getByText(/^(All|[\d,]+ of) [\d,]+ cells are measured/).first()).toBeVisible()
    await expect(page.locator('.printed')).toBeAttached()
    await expect(page.getByText('Provisional')).toHaveCount(0)
    const rows = await rowsFor(page)
    const scores = page.locator('[aria-label=Ranking] tr')
    await expect(scores).toHaveCount(view === 'events' ? strategies.length + 1 : 0)
    const ranking = await scores.allTextContents()
    const full = rows.filter((cells) => cells.length > 1)
    expect(full).toHaveLength(count)
    for (const cells of full) expect(cells).toHaveLength(allStrategies.length + 1)
    for (const paper of ['A4', 'Letter'] as const) {
      const text = await printed(page, paper)
      for (const { title } of allStrategies) expect(text, paper).toContain(withoutSpaces(title))
      const lost = full.filter((cells) => !text.includes(withoutSpaces(cells.join(''))))
      expect(lost, `rows that are not whole on ${paper}`).toEqual([])
      for (const score of ranking) expect(text, paper).toContain(withoutSpaces(score))
    }
  })
}

for (const [story, run] of [
  ['logout', 'Run'],
  ['refresh-owner-first', 'Run'],
] as const) {
  test(`the story of ${story} is printed whole, and nothing over anything else`, async ({
    page,
  }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await open(page, `/scenarios/${story}?strategy=jwt-refresh-rotation`)
    await page.getByRole('radio').first().check()
    await page.getByRole('button', { name: run, exact: true }).click()
    await expect(page.getByRole('heading', { name: 'How it ended' })).toBeVisible()
    // All that is still measured has come in.
    await expect(page.locator('[data-outcome] .skeleton')).toHaveCount(0)
    await expect(page.locator('[data-outcome]')).toHaveCount(strategies.length)
    const texts = await page
      .locator('main :is(h1, h2, h3, ol > li, tr, code, [data-door])')
      .evaluateAll((all) =>
        all.flatMap((one) => {
          if (one.closest('.unprinted, .sr-only') || one.querySelector('button, .sr-only'))
            return []
          return one.textContent.split('\n')
        }),
      )
    expect(texts.length).toBeGreaterThan(30)
    for (const paper of ['A4', 'Letter'] as const) {
      const text = await printed(page, paper)
      const lost = texts.filter((one) => !text.includes(withoutSpaces(one)))
      expect(lost, `what is not on ${paper}`).toEqual([])
      for (const { title } of strategies) expect(text, paper).toContain(withoutSpaces(title))
      expect(await printedOver(page, paper), `printed over each other on ${paper}`).toEqual([])
    }
    // Were it so, it would be found.
    await page.addStyleTag({ content: '#result { position: relative; top: 44px }' })
    expect(await printedOver(page, 'A4')).not.toEqual([])
  })
}
