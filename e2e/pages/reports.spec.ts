import { type ActorName, media, type Medium } from '#lib/evidence/names.ts'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import type { AttackReport, ReportCell } from '#lib/evidence/attack-report.ts'
import { reportsFolder } from '../run-folder.ts'
import {
  complaintsOf,
  expectAccessible,
  expectAccessibleInBoth,
  expectAccessibleThroughout,
  narrow,
  open,
} from './lab-page.ts'

// One folder, which the server reads: in turn.
test.describe.configure({ mode: 'serial' })

const folder = reportsFolder()
const put = (name: string, text: string) => {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, name), text)
}
test.afterAll(() => rmSync(folder, { recursive: true, force: true }))

const attack = 'replay-after-logout'

function run(strategy: string, medium: Medium, works: boolean): ReportCell['runs'][number] {
  const asked = { reason: null, role: null, reads: 1, writes: 0, micros: 9, bytes: 99 } as const
  const step = (actor: ActorName, action: string, accepted: boolean) => ({
    at: 0,
    actor,
    action,
    outcome: { ...asked, accepted, reason: accepted ? null : 'revoked' },
  })
  return {
    attack,
    strategy,
    medium,
    predicted: works ? 'works' : 'fails',
    works,
    says: works ? 'The copy still opens the door.' : 'The copy is refused.',
    broken: false,
    steps: [
      step('bystander', 'signs in as bob', true),
      step('victim', 'logs out (this)', true),
      step('thief', 'asks who it is', works),
      step('bystander', 'asks who it is', true),
    ],
    ms: 12,
  }
}

const cell = (strategy: string, works: boolean): ReportCell => ({
  attack,
  strategy,
  runs: media.map((medium) => run(strategy, medium, works)),
  broken: [],
  trace: null,
  durationMs: 40,
})

const torn: ReportCell = {
  ...cell('iron-session', true),
  runs: [run('iron-session', 'process', true), run('iron-session', 'http', false)],
  broken: ['over HTTP it is blocked, and in process it works'],
  trace: 'traces/iron.zip',
}

const report: AttackReport = {
  format: 1,
  at: '2026-01-02T03:04:05.000Z',
  commit: '0123456789abcdef',
  seed: 'a seed',
  environment: { node: 'v24.1.0', browser: 'Chromium 150', system: 'linux', workers: 2 },
  durationMs: 61_000,
  cells: [cell('cookie-session', false), cell('stateless-jwt', true), torn],
}

test('without a run it shows the one that came with the lab, and says so', async ({ page }) => {
  const complaints = complaintsOf(page)
  rmSync(folder, { recursive: true, force: true })
  await open(page, '/reports')
  await expect(page.getByRole('heading', { name: 'A sample run' })).toBeVisible()
  await expect(page.locator('[data-sample]')).toContainText('npm run attacks')
  await expect(page.locator('[data-total=broken]')).toContainText('0')
  await expect(page.getByText('Since the run before')).toHaveCount(0)
  await expectAccessibleThroughout(page)
  expect(complaints).toEqual([])
  await open(page, `/reports/cookie-session/${attack}`)
  await expect(page.getByText(/^Sample run of .+ commit [0-9a-f]{7}/)).toBeVisible()
})

test('a file that is no run is an error with a reason', async ({ page }) => {
  put('attacks.json', '{ "format": 1')
  await open(page, '/reports')
  await expect(page.getByText('The last run cannot be shown')).toBeVisible()
  await expect(page.getByText('it may have been cut short')).toBeVisible()
})

test('a run is shown with what is wrong, what changed, and each cell', async ({ page }) => {
  put('attacks.json', JSON.stringify(report))
  put(
    'previous.json',
    JSON.stringify({ ...report, commit: 'feedbeef', cells: [cell('stateless-jwt', false)] }),
  )
  await open(page, '/reports')
  await expect(page.locator('[data-total=works]')).toContainText('1')
  await expect(page.locator('[data-total=broken]')).toContainText('1')
  await expect(page.getByText('2026-01-02 03:04 UTC', { exact: true })).toBeVisible()
  await expect(page.getByText('3 cells differ from the run of')).toBeVisible()
  await expect(page.getByText('in 2 of those every medium came to the same')).toBeVisible()
  await expect(page.getByText('media disagree')).toBeVisible()
  await expect(page.getByText(`show-trace ${folder}/traces/iron.zip`)).toBeVisible()
  await expect(page.getByText('2 of 3 strategies').first()).toBeVisible()
  await expectAccessibleInBoth(page)
  await page.setViewportSize(narrow)
  await expectAccessible(page, { look: 'all but colours' })

  await page
    .getByRole('link', { name: /^Replay after the log-out, Stateless JWT: ?Works$/ })
    .click()
  await expect(page).toHaveURL(new RegExp(`/reports/stateless-jwt/${attack}$`))
  await expect(page.getByRole('heading', { name: 'Replayed: in a browser' })).toBeVisible()
  // As a page of its own: a key that comes while one page takes the place of another may be lost.
  await open(page, page.url())
  await page.getByRole('button', { name: 'To the end' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByText('The copy still opens the door.').last()).toBeVisible()
  await page.getByRole('slider').focus()
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('ArrowLeft')
  await expect(page.getByText('Was let in')).toBeVisible()
  await expect(page).toHaveURL(/at=2$/)
  await expectAccessibleInBoth(page)
  // A story tells what the same run came to.
  await open(page, `/scenarios/${attack}`)
  await page.getByRole('button', { name: 'Show it now' }).click()
  await expect(page.getByText('of 2026-01-02 03:04 UTC and commit 0123456')).toBeVisible()
  await expect(page.locator('[data-outcome="iron-session"]')).toContainText('Blocked')
})
