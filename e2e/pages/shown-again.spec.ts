import { expect, test, type Page } from '@playwright/test'
import { callsOf, signIn, workspaceUnder } from './honest-user.ts'
import { followWorkbench, open } from './lab-page.ts'

/** What an honest person's own browser shows again: Back, another tab, an answer that comes late. */

for (const strategy of ['jwt-blocklist', 'stateless-jwt', 'jwt-user-key', 'iron-session']) {
  test(`Back to a page from before the log-out asks again: ${strategy}`, async ({ page }) => {
    const passwords = await workspaceUnder(page.context(), strategy)
    await open(page, '/app')
    await signIn(page, passwords)
    // So that the router keeps a page that was drawn for Alice.
    await page.reload()
    await expect(page.getByText('Signed in as alice')).toBeVisible()
    await page.getByRole('button', { name: 'Log out', exact: true }).click()
    await expect(page.getByText('Not signed in')).toBeVisible()
    await followWorkbench(page, '/operator')
    await expect(page.getByRole('heading', { name: 'Operator' })).toBeVisible()
    const calls = callsOf(page)
    await page.goBack()
    await expect(page.getByText('Not signed in')).toBeVisible()
    await expect(page.getByText('Signed in as alice')).toBeHidden()
    await expect.poll(() => calls).toContain('GET me')
  })
}

test('a page out of the back/forward cache shows nobody until the server has said who it is', async ({
  page,
}) => {
  const passwords = await workspaceUnder(page.context(), 'stateless-jwt')
  await open(page, '/app')
  await signIn(page, passwords)
  let answer = () => {}
  const held = new Promise<void>((resolve) => (answer = resolve))
  await page.route('**/me', async (route) => {
    await held
    await route.continue()
  })
  await page.evaluate(() => {
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
  })
  await expect(page.getByText('Asking the server')).toBeVisible()
  await expect(page.getByText('Signed in as alice')).toBeHidden()
  answer()
  await expect(page.getByText('Signed in as alice')).toBeVisible()
})

for (const event of ['focus', 'visibilitychange']) {
  test(`a tab that is looked at again (${event}) notices that its session has ended`, async ({
    page,
  }) => {
    const passwords = await workspaceUnder(page.context(), 'cookie-session')
    await open(page, '/app')
    await signIn(page, passwords)
    await page.request.post('/api/operator/users/alice/force-logout', { data: {} })
    await page.evaluate((name) => {
      const target = name === 'focus' ? window : document
      target.dispatchEvent(new Event(name))
    }, event)
    await expect(page.getByText('Not signed in')).toBeVisible()
  })
}

test('an answer from before the log-out does not sign the page in again', async ({ page }) => {
  const passwords = await workspaceUnder(page.context(), 'stateless-jwt')
  await open(page, '/app')
  await signIn(page, passwords)
  let answer = () => {}
  const held = new Promise<void>((resolve) => (answer = resolve))
  await page.route('**/me', async (route) => {
    const response = await route.fetch()
    await held
    await route.fulfill({ response })
  })
  await page.getByRole('button', { name: 'Am I still in?' }).click()
  await page.getByRole('button', { name: 'Log out', exact: true }).click()
  await expect(page.getByText('Not signed in')).toBeVisible()
  const late = page.waitForResponse('**/me')
  answer()
  await late
  await expect(page.getByText('GET …/stateless-jwt/me')).toBeVisible()
  await expect(page.getByText('Not signed in')).toBeVisible()
})

test('the operator sees accounts as they are, whenever the page is shown', async ({ page }) => {
  await workspaceUnder(page.context(), 'cookie-session')
  await open(page, '/operator')
  await expect(page.getByRole('button', { name: 'Ban: bob' })).toBeVisible()
  await followWorkbench(page, '/app')
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible()
  await page.request.post('/api/operator/users/bob/ban', { data: {} })
  await page.goBack()
  await expect(page.getByRole('button', { name: 'Unban: bob' })).toBeVisible()
  await page.request.post('/api/operator/users/bob/unban', { data: {} })
  await page.evaluate(() => window.dispatchEvent(new Event('focus')))
  await expect(page.getByRole('button', { name: 'Ban: bob' })).toBeVisible()
})

test('a tab notices that another has signed somebody else in, or out', async ({ context }) => {
  const passwords = await workspaceUnder(context, 'cookie-session')
  const [one, two] = [await context.newPage(), await context.newPage()]
  await open(one, '/app')
  await signIn(one, passwords)
  await open(two, '/app')
  await expect(two.getByText('Signed in as alice')).toBeVisible()
  await two.getByRole('button', { name: 'Log out', exact: true }).click()
  await expect(one.getByText('alice was signed out in another tab.')).toBeVisible()
  await expect(one.getByText('Not signed in')).toBeVisible()
  await signIn(one, passwords)
  await expect(two.getByText('Signed in as alice')).toBeVisible()

  // A third that knows nothing of the others' words: its answers tell it.
  await context.addInitScript(() => Reflect.deleteProperty(window, 'BroadcastChannel'))
  const deaf = await context.newPage()
  await open(deaf, '/app')
  await expect(deaf.getByText('Signed in as alice')).toBeVisible()
  // By the keyboard: a pointer that rests where the button has just appeared would not be believed.
  await two.getByRole('button', { name: 'Log out', exact: true }).press('Enter')
  await signIn(two, passwords, 'admin')
  await expect(one.getByText('Signed in as admin')).toBeVisible()
  await deaf.getByRole('button', { name: 'Open the report' }).click()
  await expect(deaf.getByText("This page is admin's now, no longer alice's")).toBeVisible()
  await expect(deaf.getByText("The answer was admin's.")).toBeVisible()
  await expect(deaf.getByText('Signed in as admin')).toBeVisible()
  await expect(deaf.getByText('Signed in as alice')).toBeHidden()
})

test('seven tabs share one live channel, which moves on when its tab goes', async ({ context }) => {
  const passwords = await workspaceUnder(context, 'cookie-session')
  const pages: Page[] = []
  let streams = 0
  context.on('request', (request) => {
    if (request.url().endsWith('/stream')) streams += 1
  })
  for (let count = 0; count < 7; count += 1) {
    const page = await context.newPage()
    pages.push(page)
    await open(page, '/app')
    if (count === 0) await signIn(page, passwords)
    await expect(page.getByText('Signed in as alice')).toBeVisible()
    await page.getByRole('button', { name: 'Open', exact: true }).click()
    await expect(page.getByText(/Open, last tick/)).toBeVisible()
  }
  expect(streams).toBe(1)
  const [first, second, ...others] = pages
  if (!first || !second) throw new Error('no pages')
  await first.close()
  await expect.poll(() => streams).toBe(2)
  const ticks = second.getByText(/Open, last tick/)
  const shown = await ticks.textContent()
  await expect(ticks).not.toHaveText(shown ?? '')

  // Nobody looks at the tab that listens.
  for (const page of pages.slice(1)) {
    await page.evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true })
      document.dispatchEvent(new Event('visibilitychange'))
    })
  }
  await second.evaluate(() => {
    Reflect.deleteProperty(document, 'visibilityState')
    document.dispatchEvent(new Event('visibilitychange'))
  })
  await expect.poll(() => streams).toBeGreaterThanOrEqual(3)
  const before = await ticks.textContent()
  await expect(ticks).not.toHaveText(before ?? '')
  for (const page of others) await expect(page.getByText(/Open, last tick/)).toBeVisible()
  await second.getByRole('button', { name: 'Log out', exact: true }).click()
  for (const page of pages.slice(1)) await expect(page.getByText('Not signed in')).toBeVisible()
})
