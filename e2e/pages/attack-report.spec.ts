import { summarise } from '#lib/evidence/summary.ts'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from '@playwright/test'
import { toHtml } from '../report/html/page.ts'
import { registeredOf, cellOf, reportOf, runOf, runsOf } from '../report/made-up.ts'
import { expectAccessibleInBoth, narrow } from './lab-page.ts'

/** The report as it is opened from a folder, with a cell of every kind in it. */

const place = { attack: 'two', strategy: 'strong' }
const report = reportOf([
  cellOf(),
  cellOf({ strategy: 'strong', runs: runsOf({ strategy: 'strong', works: false }) }),
  cellOf({ attack: 'two', broken: ['The media disagree.'], trace: 'traces/weak_two.zip' }),
  cellOf({ ...place, runs: [runOf({ ...place, works: null, predicted: { not: 'No token.' } })] }),
  cellOf({ attack: 'three', runs: [], broken: ['It was not run.'], notRun: true }),
])
const before = reportOf(report.cells.slice(1), { at: '2026-06-30T10:00:00.000Z' })
const known = registeredOf(['one', 'two', 'three'], ['weak', 'strong'])

test('the report of the attacks is accessible, and asks nobody for anything', async ({ page }) => {
  const folder = mkdtempSync(join(tmpdir(), 'logout-lab-report-'))
  const address = pathToFileURL(join(folder, 'index.html')).href
  writeFileSync(join(folder, 'index.html'), toHtml(summarise(report, before, known)))
  const asked: string[] = []
  const complaints: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  page.on('console', (message) => complaints.push(message.text()))
  await page.goto(address)
  await expectAccessibleInBoth(page)

  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to the report' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()

  const matrix = page.getByRole('region', { name: 'Attacks (rows) on strategies (columns)' })
  await matrix.getByRole('link', { name: 'broken' }).press('Enter')
  const cell = page.getByRole('row', { name: 'The media disagree.' })
  await expect(cell).toBeInViewport()
  await cell.getByText('Steps').click()
  await expect(cell.getByText('asks who it is').first()).toBeVisible()

  await page.setViewportSize(narrow)
  await expectAccessibleInBoth(page)
  expect({ asked, complaints }).toEqual({ asked: [address], complaints: [] })
  rmSync(folder, { recursive: true })
})
