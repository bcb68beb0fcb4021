import { expect, test, type Locator, type Page } from '@playwright/test'
import { z } from 'zod'
import { groups } from '#lib/scenarios/attacks/attack.ts'
import { attacks } from '#lib/scenarios/attacks/registry.ts'
import { requirements } from '#lib/scenarios/attacks/requirements.ts'
import { declared, expectAccessible, expectAccessibleInBoth, narrow, open } from './lab-page.ts'

const evidence = z.object({
  firstRefused: z.number().nullable(),
  knocks: z.array(z.unknown()),
  steps: z.array(z.unknown()),
})

const wide = { width: 1280, height: 720 }

test('a story is accessible before and after', async ({ page }) => {
  // Whoever wants no motion is shown the end at once.
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.setViewportSize(narrow)
  await open(page, '/scenarios/role-change?strategy=stateless-jwt')
  await page.getByLabel('Never').check()
  await expectAccessibleInBoth(page)
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(page.getByText('That was not it.')).toBeVisible()
  await expectAccessible(page, { look: 'all but colours' })
  await page.setViewportSize(wide)
  await expectAccessibleInBoth(page)
})

/** The stories that are offered, of one kind. */
const offered = (page: Page, kind: 'events' | 'attacks') =>
  page
    .locator(`section[aria-labelledby=${kind}] h4 a`)
    .evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''))

test('every event has its story, with the file that is played', async ({ page, request }) => {
  await open(page, '/scenarios')
  const links = await offered(page, 'events')
  const [described] = await declared(page)
  expect(links.map((link) => link.replace('/scenarios/', '')).toSorted()).toEqual(
    Object.keys(described?.promises ?? {}).toSorted(),
  )
  for (const link of links) {
    const response = await request.get(link)
    expect(response.status(), link).toBe(200)
    expect(response.headers()['set-cookie'], link).toBeUndefined()
    expect(await response.text(), link).toContain(
      `lib${link.replace('scenarios', 'scenarios/events')}.ts`,
    )
  }
  expect((await request.get('/scenarios/nothing')).status()).toBe(404)
})

/** Presses Tab until the wanted element has the focus. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab')
    if (await wanted.evaluate((element) => element === document.activeElement)) return
  }
  await expect(wanted).toBeFocused()
}

test('a story is guessed, run and gone through by keyboard alone', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const asked: string[] = []
  page.on('request', (request) => {
    if (request.url().includes('/api/evidence/')) asked.push(request.url())
  })
  await open(page, '/scenarios/logout?strategy=stateless-jwt')
  const run = page.getByRole('button', { name: 'Run', exact: true })
  await tabTo(page, page.getByLabel('At once'))
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect(page.getByLabel('At expiry')).toBeChecked()
  expect(asked, 'nothing is run before it is guessed').toEqual([])
  await tabTo(page, run)
  await page.keyboard.press('Enter')
  await expect(page.getByText('That was right.')).toBeVisible()
  await expect(page.getByText('accepted at 3,599 s, refused at 3,600 s')).toBeVisible()
  await expect(page.locator('[data-stopwatch]')).toHaveText('1:00:00')

  const slider = page.getByRole('slider', { name: 'Step of the story' })
  await tabTo(page, slider)
  const last = Number(await slider.inputValue())
  await page.keyboard.press('ArrowLeft')
  await expect(page).toHaveURL(new RegExp(`guess=expiry&at=${last - 1}$`))
  await expect(page.getByText('That was right.')).toBeHidden()
  await page.keyboard.press('Home')
  await expect(page.getByText(/^Step 1 of/)).toBeVisible()
  await page.keyboard.press('End')
  await expect(page.getByText('That was right.')).toBeVisible()
})

test('a run plays by itself, and pauses, steps and links to a step', async ({ page }) => {
  await page.clock.install()
  await open(page, '/scenarios/logout?strategy=jwt-refresh-rotation')
  await page.getByRole('button', { name: 'Run without a guess' }).click()
  const step = page.getByText(/^Step \d+ of/).first()
  await expect(step).toBeVisible()
  await page.clock.runFor(600)
  await expect(step).not.toHaveText(/^Step 1 of/)
  await page.getByRole('button', { name: 'Pause' }).click()
  // The page's clock goes on while the test is busy: where it was paused is what counts.
  const paused = await step.innerText()
  await page.clock.runFor(6_000)
  await expect(step).toHaveText(paused)
  await page.getByRole('button', { name: 'Step forward' }).click()
  const next = Number(/\d+/.exec(paused)?.[0]) + 1
  await expect(step).toHaveText(new RegExp(`^Step ${next} of`))
  await page.getByLabel('Speed').selectOption('fast')
  await page.getByRole('button', { name: 'Play' }).click()
  await page.clock.runFor(5_000)
  await expect(page.getByRole('heading', { name: 'How it ended' })).toBeVisible()
  await expect(page.getByText('Blocked').first()).toBeVisible()

  await open(page, '/scenarios/logout?strategy=jwt-refresh-rotation&at=7')
  await expect(page.getByText('Alice logs out on the phone').first()).toBeVisible()
  await expect(page.getByText(/^Step 8 of/)).toBeVisible()
})

test('the outcomes under every strategy come after the run, as measured', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await open(page, '/scenarios/ban?strategy=cookie-session')
  await expect(page.locator('[data-outcome]')).toHaveCount(0)
  await page.getByRole('button', { name: 'Run without a guess' }).click()
  for (const { id } of await declared(page)) {
    const response = await page.request.get(`/api/evidence/${id}/ban`)
    const { firstRefused } = evidence.parse(await response.json())
    const verdict = page.locator(`[data-outcome="${id}"] td`).first()
    const late = firstRefused === null ? /^Never/ : /^(Within|At expiry)/
    await expect(verdict, id).toHaveText(firstRefused === 0 ? 'Blocked at once' : late)
  }
})

test('a run that does not come says so, and can be run again', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.route('**/api/evidence/**', (route) => route.abort())
  await open(page, '/scenarios/logout?strategy=cookie-session')
  await page.getByRole('button', { name: 'Run without a guess' }).click()
  await expect(page.getByText('The server does not answer.')).toBeVisible()
  await page.unroute('**/api/evidence/**')
  await page.getByRole('button', { name: 'Run again' }).click()
  await expect(page.getByRole('heading', { name: 'How it ended' })).toBeVisible()
})

test('every attack has its story, with its file and what it speaks to', async ({
  page,
  request,
}) => {
  await open(page, '/scenarios')
  const links = await offered(page, 'attacks')
  expect(links).toEqual(Object.keys(groups).flatMap((group) => pathsIn(group)))
  // One of each kind: they are all made from the same page.
  for (const group of Object.keys(groups)) {
    const [first] = attacks.filter((attack) => attack.group === group)
    if (!first) continue
    const text = await (await request.get(`/scenarios/${first.id}`)).text()
    expect(text, first.id).toMatch(/lib\/scenarios\/attacks\/[\w/-]+\.ts/)
    for (const id of first.requirements) expect(text, first.id).toContain(requirements[id].url)
  }
})

const pathsIn = (group: string) =>
  attacks.filter((attack) => attack.group === group).map(({ id }) => `/scenarios/${id}`)

test('an attack is guessed, run and gone through by keyboard alone', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.setViewportSize(narrow)
  const asked: string[] = []
  page.on('request', (request) => {
    if (request.url().includes('/api/attacks/')) asked.push(request.url())
  })
  await open(page, '/scenarios/replay-after-logout?strategy=stateless-jwt')
  const run = page.getByRole('button', { name: 'Run', exact: true })
  await tabTo(page, page.getByLabel('It works'))
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowDown')
  await expect(page.getByLabel('It is blocked')).toBeChecked()
  expect(asked, 'nothing is run before it is guessed').toEqual([])
  await tabTo(page, run)
  await page.keyboard.press('Enter')
  await expect(page.getByText('That was not it.')).toBeVisible()
  await expect(page.getByText('Measured here.')).toBeVisible()

  const slider = page.getByRole('slider', { name: 'Step of the story' })
  await tabTo(page, slider)
  const last = Number(await slider.inputValue())
  await page.keyboard.press('ArrowLeft')
  await expect(page).toHaveURL(new RegExp(`guess=blocked&at=${last - 1}$`))
  await expect(page.getByText('That was not it.')).toBeHidden()
  await page.keyboard.press('Home')
  await expect(page.getByText(/^Step 1 of/)).toBeVisible()
  await page.keyboard.press('End')
  await expect(page.getByText('That was not it.')).toBeVisible()

  const outcome = (strategy: string) => page.locator(`[data-outcome="${strategy}"] td`).first()
  await expect(outcome('cookie-session')).toContainText('Blocked')
  await expect(outcome('next-auth-jwt')).toContainText('Works')
  await expectAccessibleInBoth(page)
})

test('an attack that cannot be played is an error, and no "blocked"', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.route('**/api/attacks/**', (route) => route.abort())
  await open(page, '/scenarios/replay-after-logout?strategy=cookie-session&at=0')
  await expect(page.getByText('Nothing was counted as blocked.')).toBeVisible()
  await expect(page.locator('main').getByText('Blocked', { exact: true })).toHaveCount(0)
  await page.unroute('**/api/attacks/**')
  await page.getByRole('button', { name: 'Run again' }).click()
  await expect(page.getByRole('heading', { name: 'How it ended' })).toBeVisible()
})

test('the walk leads from story to story, and this device knows which were guessed right', async ({
  page,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await open(page, '/scenarios')
  await expect(page.locator('[data-how-far]')).toContainText('You have played none yet.')
  await page.getByRole('list').getByRole('link', { name: 'Log out', exact: true }).first().click()
  await expect(page.getByText('1 of 14 in the order to walk in')).toBeVisible()
  // It opens on the strategy that it is about.
  await expect(page.getByRole('combobox', { name: 'Strategy' })).toHaveValue('stateless-jwt')
  await page.getByLabel('At expiry').check()
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(page.getByText('That was right.')).toBeVisible()
  await expect(page.locator('[data-door]')).toHaveAttribute('data-door', 'shut')
  await page.getByRole('slider', { name: 'Step of the story' }).press('Home')
  await expect(page.locator('[data-door]')).toHaveAttribute('data-door', 'unknown')
  await page.getByRole('link', { name: 'Ban the account' }).click()
  await expect(page.getByRole('combobox', { name: 'Strategy' })).toHaveValue('jwt-refresh-rotation')
  await open(page, '/scenarios')
  await expect(page.locator('[data-how-far]')).toContainText('1 of them on the walk, and guessed 1')
  await expect(page.locator('[data-played=logout]').first()).toHaveText('guessed right')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Forget it' }).click()
  await expect(page.locator('[data-played]')).toHaveCount(0)
})
