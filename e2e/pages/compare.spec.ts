import { readFile } from 'node:fs/promises'
import { expect, test, type Page } from '@playwright/test'
import { z } from 'zod'
import { eventNames } from '#lib/strategies/events.ts'
import { replicated } from '#lib/strategies/registry.ts'
import {
  complaintsOf,
  declared,
  expectAccessibleInBoth,
  narrow,
  open,
  expectSteady,
} from './lab-page.ts'

const HELD_AFTER = 20

const cellSchema = z.object({
  strategy: z.string(),
  event: z.string(),
  promise: z.object({ stops: z.string() }),
  firstRefused: z.number().nullable(),
  horizon: z.number(),
  collateral: z.string(),
  broken: z.array(z.string()),
})

/** Lets through the first lines of the matrix, and the others when the page is told to let go. */
const holdMatrix = (page: Page) =>
  page.addInitScript((after) => {
    const original = window.fetch
    window.fetch = async (input, init) => {
      const response = await original(input, init)
      if (typeof input !== 'string' || !input.startsWith('/api/matrix') || !response.body)
        return response
      const letGo = new Promise((resolve) => window.addEventListener('let-go', resolve))
      let lines = 0
      const slowly: Transformer<string, string> = {
        async transform(chunk, controller) {
          for (const line of chunk.split(/(?<=\n)/)) {
            if (lines >= after) await letGo
            if (line.endsWith('\n')) lines += 1
            controller.enqueue(line)
          }
        },
      }
      // With room for all of it, so that the server need not wait as well.
      const room = new CountQueuingStrategy({ highWaterMark: 1_000 })
      const held = new TransformStream(slowly, room)
      const body = response.body
        .pipeThrough(new TextDecoderStream())
        .pipeThrough(held)
        .pipeThrough(new TextEncoderStream())
      return new Response(body)
    }
  }, HELD_AFTER)

const allMeasured = (page: Page) =>
  expect(page.getByText(/^All [\d,]+ cells are measured/).first()).toBeVisible()

/** What is on the screen, by cell. */
const onScreen = (page: Page) =>
  page.locator('[data-cell]').evaluateAll((cells) =>
    cells.map((cell) => ({
      key: cell.getAttribute('data-cell') ?? '',
      word: cell.querySelector('[data-word]')?.textContent ?? '',
      text: cell.textContent,
    })),
  )

test.use({ viewport: { width: 1024, height: 768 } })

test('/compare is accessible while it streams and after', async ({ page }) => {
  const complaints = complaintsOf(page)
  await holdMatrix(page)
  await open(page, '/compare?strategies=stateless-jwt,next-auth-jwt,jwt-token-version')
  await expect(page.getByText(`Measured ${HELD_AFTER} of`).first()).toBeVisible()
  await expectAccessibleInBoth(page)
  await page.evaluate(() => window.dispatchEvent(new Event('let-go')))
  await allMeasured(page)
  await expectSteady(page)
  // What is wider than its column goes on under the next one.
  const cut = await page
    .locator('.column-head')
    .evaluateAll((heads) =>
      heads.filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.textContent),
    )
  expect(cut).toEqual([])
  await expectAccessibleInBoth(page)
  await page.locator('[data-cell="stateless-jwt/ban"]').click()
  await expect(page.getByRole('dialog').getByText('The thief was')).toBeAttached()
  await page.getByText('The knocks as a table').click()
  await expectAccessibleInBoth(page)
  await page.keyboard.press('Escape')
  await page.setViewportSize(narrow)
  await page.getByRole('combobox', { name: 'After which event' }).selectOption('ban')
  await expect(page).toHaveURL(/event=ban/)
  await expect(page.locator('[data-cell="next-auth-jwt/ban"]')).toBeVisible()
  await expectAccessibleInBoth(page)
  expect(complaints).toEqual([])
})

test('every cell agrees with its evidence, and the files with the screen', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await open(page, '/compare')
  await allMeasured(page)
  const strategies = await declared(page)
  const shown = await onScreen(page)
  // What this server cannot run is there as well, from a run that is kept.
  const count = strategies.length + replicated.length
  expect(shown.length).toBe(count * eventNames.length)

  const take = async (name: string) => {
    const started = page.waitForEvent('download')
    await page.getByRole('button', { name, exact: true }).click()
    return readFile(await (await started).path(), 'utf8')
  }
  const json = z.object({ at: z.string(), settings: z.string(), cells: z.array(cellSchema) })
  const { at, settings, cells } = json.parse(JSON.parse(await take('JSON')))
  expect(settings).toBe("this workspace's settings")
  expect(cells.map(({ strategy, event }) => `${strategy}/${event}`)).toEqual(
    shown.map(({ key }) => key),
  )

  const [head, ...rows] = (await take('CSV')).trimEnd().split('\n')
  expect(head).toContain('strategy,event,promised,measured')
  await page.getByRole('button', { name: 'Copy as Markdown' }).click()
  await expect(page.getByText('Copied.')).toBeAttached()
  const markdown = await page.evaluate(() => navigator.clipboard.readText())
  expect(markdown).toContain(`Measured ${at}`)
  const table = markdown.split('\n').filter((line) => line.startsWith('| '))
  const [, ...events] = (table[0] ?? '')
    .split(' | ')
    .map((name) => name.replaceAll(/^\| | \|$/g, ''))

  const measured = await Promise.all(
    shown.map(async ({ key }) => {
      const response = await page.request.get(`/api/evidence/${key}`)
      return cellSchema.parse(await response.json())
    }),
  )
  for (const [place, { key, word, text }] of shown.entries()) {
    const [strategy = '', event = ''] = key.split('/')
    const evidence = cellSchema.parse(measured[place])
    expect(word, key).toMatch(wordFor(evidence))
    expect(text.includes('BROKEN'), key).toBe(evidence.broken.length > 0)
    expect(text.includes('other devices'), key).toBe(evidence.collateral === 'other-devices')
    expect(text.includes('everyone'), key).toBe(evidence.collateral === 'everyone')
    expect(cells[place], key).toEqual(evidence)
    expect(rows[place], key).toMatch(new RegExp(`^${strategy},${event},`))
    expect(rows[place], key).toContain(word)
    expect(rows[place], key).toContain(at)
    const line = table.find((own) => own.startsWith(`| ${strategy} |`)) ?? ''
    expect(line.split(' | ')[events.indexOf(event) + 1], key).toContain(word)
  }
})

/** Written anew, so that the page is not held against its own words. */
function wordFor({ firstRefused, horizon, promise }: z.infer<typeof cellSchema>): RegExp {
  if (firstRefused === null) return new RegExp(`^Never: at least ${horizon / 3_600} h`)
  if (firstRefused === 0) return /^Blocked at once$/
  const [hours, minutes] = [Math.floor(firstRefused / 3_600), Math.floor(firstRefused / 60) % 60]
  const seconds = firstRefused % 60
  const duration = [
    hours && `${hours} h`,
    minutes && `${minutes} min`,
    hours === 0 && seconds > 0 && `${seconds} s`,
  ]
    .filter(Boolean)
    .join(' ')
  return promise.stops === 'within'
    ? new RegExp(`^Within ${duration}$`)
    : new RegExp(`expiry, ${duration}$`)
}

test('a deep link shows a colleague the same', async ({ page }) => {
  const query = [
    'preset=lab',
    'strategies=cookie-session,stateless-jwt,jwt-refresh-rotation',
    'events=logout,ban',
    'sort=ban',
    'weights=3,0,1,1,1,1',
    'open=stateless-jwt/ban',
  ].join('&')
  await open(page, `/compare?${query}`)
  const dialog = page.getByRole('dialog', { name: 'Stateless JWT: Ban' })
  await expect(dialog.getByText('accepted at 3,599 s, refused at 3,600 s')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page).not.toHaveURL(/open=/)

  await expect(page.getByRole('combobox', { name: 'Lifetimes to measure under' })).toHaveValue(
    'lab',
  )
  const grid = page.getByRole('grid')
  await expect(grid.getByRole('columnheader')).toHaveText(['Strategy', 'Log out', 'Ban'])
  await expect(grid.getByRole('columnheader', { name: 'Ban' })).toHaveAttribute(
    'aria-sort',
    'ascending',
  )
  await expect(page.getByRole('slider', { name: 'Log out' })).toHaveValue('3')
  await allMeasured(page)
  const order = () =>
    page
      .locator('[data-cell$="/ban"]')
      .evaluateAll((cells) => cells.map((cell) => cell.getAttribute('data-cell')))
  const bySurvival = ['cookie-session/ban', 'jwt-refresh-rotation/ban', 'stateless-jwt/ban']
  expect(await order()).toEqual(bySurvival)

  await page.getByRole('button', { name: 'Order the matrix by rank' }).click()
  await expect(page).toHaveURL(/sort=rank/)
  await page.getByText('Strategies: 3 of').click()
  await page.getByRole('button', { name: 'None of the strategies' }).click()
  await page.getByRole('button', { name: 'Show everything' }).click()
  await expect(page.getByText(/^Strategies: all/)).toBeVisible()
})

test('a feed that breaks off says so, and goes on', async ({ page }) => {
  const all = await (await page.request.get('/api/matrix')).text()
  await page.route('**/api/matrix', (route) =>
    route.fulfill({ body: `${all.split('\n').slice(0, 3).join('\n')}\n` }),
  )
  await open(page, '/compare')
  await expect(page.getByText(/^No more cells since/)).toBeVisible()
  const kept = replicated.length * eventNames.length
  await expect(page.locator('[data-cell]')).toHaveCount(3 + kept)
  await expect(page.getByText('not measured').first()).toBeVisible()
  await expectAccessibleInBoth(page)
  await page.unroute('**/api/matrix')
  await page.getByRole('button', { name: 'Go on measuring' }).click()
  await allMeasured(page)
})

test('the question comes first, and its answer names who lets the thief in', async ({ page }) => {
  await open(page, '/compare?preset=lab&event=ban')
  await allMeasured(page)
  const shown = await declared(page)
  const still = shown.filter(({ promises }) => promises['ban']?.stops !== 'at-once').length
  await expect(page.getByText(`${still} of ${shown.length} still let the thief in.`)).toBeVisible()
  const stateless = page.getByRole('link', { name: 'Stateless JWT', exact: true })
  for (const link of await stateless.all()) {
    await expect(link).toHaveAttribute('href', '/strategies/stateless-jwt')
  }
  const ranking = page.getByRole('region', { name: 'Ranking' })
  await expect(ranking.getByRole('link')).toHaveCount(shown.length)
})

test('arrow keys go from cell to cell, and Enter opens one', async ({ page }) => {
  await open(page, '/compare')
  const first = page.locator('[data-cell="cookie-session/logout"]')
  await expect(first).toBeVisible()
  await allMeasured(page)
  await first.focus()
  for (const key of ['ArrowRight', 'ArrowDown', 'ArrowLeft', 'ArrowDown']) {
    await page.keyboard.press(key)
  }
  const reached = page.locator('[data-cell="jwt-blocklist/logout"]')
  await expect(reached).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'JWT + blocklist: Log out' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(reached).toBeFocused()
})
