import { expect, test, type Locator, type Page } from '@playwright/test'
import { z } from 'zod'
import { findStack, stacks } from '#lib/choose/stacks.ts'
import { presets } from '#lib/workspace/presets.ts'
import { visit } from './lab-page.ts'

const ANSWERED = '/choose?ban=now&devices=each&store=near&clients=browsers&today=nothing'

/** On the screen as a whole, without scrolling. */
const inView = (locator: Locator) => expect(locator).toBeInViewport({ ratio: 1 })

/** One question with every answer to it, on one screen. */
async function answer(page: Page, question: string, label: string) {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(question)
  await inView(page.getByRole('heading', { level: 1 }))
  const options = page.locator('main form button')
  for (const option of await options.all()) await inView(option)
  await options.filter({ hasText: label }).click()
}

for (const [width, height] of [
  [375, 812],
  [1440, 900],
] as const) {
  test(`five answers lead to a recommendation within a minute, at ${width} px`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height })
    const began = Date.now()
    await visit(page, '/choose')
    await answer(page, 'Must a ban hold at once?', 'Yes')
    await answer(page, 'Do people see and end their devices?', 'each device')
    await answer(page, 'How far is the store, and how many services check?', 'store is near')
    await answer(page, 'Browsers only, or other clients?', 'Browsers only')
    await answer(page, 'What do you run today?', 'Nothing yet')
    const title = page.getByRole('heading', { level: 1 })
    await expect(title).toHaveText('Cookie session store')
    expect(Date.now() - began, 'milliseconds from opening to the answer').toBeLessThan(60_000)
    await expect(page).toHaveURL(/ban=now&devices=each&store=near&clients=browsers&today=nothing$/)
    await inView(title)
    await inView(page.locator('[data-why]'))
    await inView(page.getByText('Blocked at once').first())
    await inView(page.getByRole('link', { name: 'Take the code home' }))
    const sizeOf = (element: Locator) =>
      element.evaluate((node) => Number.parseFloat(getComputedStyle(node).fontSize))
    const sizes = await page.locator('main :is(h2, h3, p, dd)').all()
    const largest = Math.max(...(await Promise.all(sizes.map(sizeOf))))
    expect(await sizeOf(title), 'nothing is as big as the answer').toBeGreaterThan(largest)

    const archive = await page.request.get('/strategies/cookie-session/take')
    expect(archive.headers()['content-type']).toBe('application/gzip')
    await page.getByRole('link', { name: 'Ban', exact: true }).first().click()
    const dialog = page.getByRole('dialog', { name: 'Cookie session store: Ban' })
    await expect(dialog.getByText('refused at the first knock')).toBeVisible()
  })
}

test('what nothing can meet is said, with what is missing', async ({ page }) => {
  await visit(page, '/choose?ban=now&devices=no&store=many&clients=browsers&today=nothing')
  await expect(page.locator('[data-why]')).toHaveText(
    /^Nothing meets all your answers.* that services check a request without the store\.$/,
  )
  await expect(page.locator('[data-why-not]')).not.toBeEmpty()
  await page.getByLabel('Must a ban hold at once?').selectOption('minutes')
  await page.getByRole('button', { name: 'Answer again' }).click()
  await expect(page.getByText('Nothing meets all your answers')).toHaveCount(0)
  await expect(page.locator('h1')).toHaveAttribute('data-strategy', 'jwt-refresh-denylist')
})

test('the figures of a recommendation are those of its runs', async ({ page }) => {
  await visit(page, ANSWERED)
  const day = await page.request.get('/api/working-days/cookie-session?preset=lab')
  const { requests, reads, writes } = z
    .object({ requests: z.number(), reads: z.number(), writes: z.number() })
    .parse(await day.json())
  await expect(
    page.getByText(`${reads / requests} reads, ${writes / requests} write a request`).first(),
  ).toBeVisible()
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('the questions are asked and answered', async ({ page }) => {
    await page.goto('/choose?ban=now&devices=each&store=near&today=next-auth')
    await answer(page, 'Browsers only, or other clients?', 'Browsers only')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('next-auth, database sessions')
    await expect(page.locator('[data-why]')).toContainText('next-auth works like this already')
    await page.getByRole('link', { name: 'how long a banned user stays in with it' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(
      'Ban a user now: in for at least 30 d',
    )
  })
})

const evidence = z.object({ firstRefused: z.number().nullable(), horizon: z.number() })

test('every stack tells of a run under its lifetimes', async ({ page }) => {
  for (const { id, preset, isProduct, kinds } of stacks) {
    const [first] = kinds
    if (!isProduct || !first) continue
    await visit(page, `/choose/${id}`)
    const path = `/api/evidence/${first.strategy}/ban?preset=${preset}`
    const { firstRefused } = evidence.parse(await (await page.request.get(path)).json())
    const title = page.getByRole('heading', { level: 1 })
    await expect(title).toContainText('Ban a user now: ')
    const words = { 0: 'out at once', 60: '1 min', 300: '5 min', 3_600: '1 h', 86_400: '1 d' }
    const known = Object.entries(words).find(([seconds]) => Number(seconds) === firstRefused)
    await expect(title).toContainText(
      firstRefused === null ? 'at least 30 d' : (known?.[1] ?? '14 d'),
    )
    const source = presets.find((own) => own.id === preset)?.source ?? ''
    await expect(page.getByRole('link', { name: /^Documentation/ })).toHaveAttribute('href', source)
    if (firstRefused !== 0) await expect(page.locator('[data-closers] li').first()).toBeVisible()
  }
})

test('a stack is shared with a picture of its answer', async ({ page, baseURL }) => {
  await page.goto('/choose/supabase')
  const meta = (property: string) =>
    page.locator(`meta[property="${property}"]`).getAttribute('content')
  const title = await meta('og:title')
  expect(title).toBe(`${findStack('supabase')?.title}: ban a user now, in for up to 1 h`)
  const address = (await meta('og:image')) ?? ''
  expect(new URL(address).origin, 'the picture is where the page is').toBe(
    new URL(baseURL ?? '').origin,
  )
  const picture = await page.request.get(address)
  expect(picture.headers()['content-type']).toBe('image/png')
  const body = await picture.body()
  expect([body.readUInt32BE(16), body.readUInt32BE(20)], 'as its header says').toEqual([1200, 630])
  const unknown = await page.request.get('/choose/nobody/opengraph-image')
  expect(unknown.status()).toBe(404)
  expect((await page.request.get('/choose/nobody')).status()).toBe(404)
})
