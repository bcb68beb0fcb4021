import { expect, test, type BrowserContext, type Page } from '@playwright/test'
import { z } from 'zod'
import { followWorkbench, open } from './lab-page.ts'

/** What an honest person's own browser does: Back, tabs, late answers, a hand that presses twice. */

const made = z.object({ users: z.array(z.object({ username: z.string(), password: z.string() })) })
type Passwords = ReadonlyMap<string, string>

/** A workspace under a strategy, in the context's browser. */
async function workspaceUnder(
  context: BrowserContext,
  strategy: string,
  more: Record<string, unknown> = {},
): Promise<Passwords> {
  const settings = { strategy, transport: 'cookie', ...more }
  const response = await context.request.post('/api/workspaces', { data: { settings } })
  expect(response.status()).toBe(201)
  const { users } = made.parse(await response.json())
  return new Map(users.map(({ username, password }) => [username, password]))
}

async function signIn(page: Page, passwords: Passwords, username = 'alice'): Promise<void> {
  await page.getByLabel('User name').fill(username)
  await page.getByLabel('Password', { exact: true }).fill(passwords.get(username) ?? '')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByText(`Signed in as ${username}`)).toBeVisible()
  await hasListed(page)
}

/** The page asks for the devices by itself: later, that request would meet what the test does next. */
const hasListed = (page: Page) =>
  expect(page.getByText(/· this one$|cannot know its sessions/)).toBeVisible()

/** Calls that a page makes from here on, as `POST refresh`. */
function callsOf(page: Page): string[] {
  const calls: string[] = []
  page.on('request', (request) => {
    const rest = /\/api\/strategies\/[^/]+\/(.+)$/.exec(request.url())?.[1]
    if (rest !== undefined) calls.push(`${request.method()} ${rest}`)
  })
  return calls
}

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

test('a call that cannot leave says so, and ends', async ({ page }) => {
  const passwords = await workspaceUnder(page.context(), 'cookie-session')
  await page.clock.install()
  await open(page, '/app')
  await signIn(page, passwords)
  // Never answered: as good as never sent.
  await page.route('**/logout', () => {})
  await page.getByRole('button', { name: 'Log out', exact: true }).click()
  await page.clock.fastForward(5_000)
  await expect(page.getByText('Still no answer from the server')).toBeVisible()
  await page.clock.fastForward(30_000)
  await expect(page.getByText('No answer came in 30 s')).toBeVisible()
  await expect(page.getByText('Signed in as alice')).toBeVisible()
})

for (const width of [375, 1440]) {
  test(`a second press at the place of the first ends nothing, at ${width} px`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 900 })
    const passwords = await workspaceUnder(page.context(), 'cookie-session')
    await open(page, '/app')
    const calls = callsOf(page)
    const ending = () => calls.filter((call) => call.startsWith('POST logout'))
    await page.getByLabel('User name').fill('alice')
    await page.getByLabel('Password', { exact: true }).fill(passwords.get('alice') ?? '')
    const enter = page.getByRole('button', { name: 'Sign in', exact: true })
    await enter.scrollIntoViewIfNeeded()
    const box = await enter.boundingBox()
    if (!box) throw new Error('no button')
    // All over the button, since which other one comes to lie there is a matter of fonts.
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
    await page.mouse.click(x, y)
    await expect(page.getByText('Signed in as alice')).toBeVisible()
    // Wherever it is: the button that is the worst to hit comes to lie under the pointer.
    await page.getByRole('button', { name: 'Log out everywhere' }).evaluate(
      (button, at) => {
        const { left, top, width: wide, height } = button.getBoundingClientRect()
        const [right, down] = [at.x - left - wide / 2, at.y - top - height / 2]
        button.style.transform = `translate(${right}px, ${down}px)`
        button.style.zIndex = '1'
      },
      { x, y },
    )
    await page.mouse.click(x, y)
    await page.getByRole('button', { name: 'Am I still in?' }).click()
    await expect.poll(() => calls).toContain('GET me')
    await expect(page.getByText('Signed in as alice')).toBeVisible()
    expect(ending()).toEqual([])

    // A key is never an accident of layout.
    await page.getByRole('button', { name: 'Log out everywhere' }).press('Enter')
    await expect(page.getByText('Not signed in')).toBeVisible()
    expect(ending()).toHaveLength(1)
  })
}

test('a double press deletes one account, and bans without lifting the ban', async ({ page }) => {
  await workspaceUnder(page.context(), 'cookie-session')
  await open(page, '/operator')
  for (const name of ['Ban: bob', 'Delete: alice']) {
    const box = await page.getByRole('button', { name }).boundingBox()
    if (!box) throw new Error('no button')
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
    await page.mouse.click(x, y)
    await expect(page.getByRole('button', { name, exact: true })).toBeHidden()
    await page.mouse.click(x, y)
  }
  await page.getByRole('button', { name: 'Advance 1 minute' }).click()
  await page.reload()
  await expect(page.getByRole('button', { name: 'Unban: bob' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Delete: bob' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Delete: alice' })).toBeHidden()
})

test('after a password change there is a way in again', async ({ page }) => {
  const passwords = await workspaceUnder(page.context(), 'cookie-session')
  await open(page, '/app')
  await signIn(page, passwords)
  await page.getByLabel('Current password').fill(passwords.get('alice') ?? '')
  await page.getByLabel('New password').fill('a new and longer one')
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(page.getByText('This device stays signed in')).toBeVisible()
  const leave = async () => {
    await page.getByRole('button', { name: 'Log out', exact: true }).click()
    await expect(page.getByText('Not signed in')).toBeVisible()
  }
  await leave()
  const enter = page.getByRole('button', { name: 'Sign in', exact: true })
  // The page remembers what was typed on it ...
  await page.getByRole('button', { name: 'Fill in alice' }).click()
  await enter.click()
  await expect(page.getByText('Signed in as alice')).toBeVisible()
  await leave()
  // ... and nobody does after it has gone.
  await page.reload()
  await page.getByRole('button', { name: "Reset alice's password" }).click()
  await expect(page.getByRole('button', { name: 'Fill in alice' })).toBeEnabled()
  await enter.click()
  await expect(page.getByText('Signed in as alice')).toBeVisible()
})

for (const strategy of ['cached-session', 'jwt-refresh-rotation', 'jwt-refresh-denylist']) {
  test(`the honest client renews in time, once for all tabs: ${strategy}`, async ({ context }) => {
    const passwords = await workspaceUnder(context, strategy)
    const [one, two] = [await context.newPage(), await context.newPage()]
    await open(one, '/app')
    await signIn(one, passwords)
    await open(two, '/app')
    await expect(two.getByText('Signed in as alice')).toBeVisible()
    await hasListed(two)
    for (const page of [one, two]) await expect(page.getByText('Renewed by')).toBeVisible()
    await expect(one.getByText('Session ends')).toBeVisible()

    const calls = [callsOf(one), callsOf(two)]
    const renewals = () => calls.flat().filter((call) => call === 'POST refresh').length
    const answers: number[] = []
    context.on('response', (response) => {
      if (response.url().endsWith('/me')) answers.push(response.status())
    })
    const renewBy = [one, two].map((page) => page.locator('dt:text-is("Renewed by") + dd'))
    const before = await Promise.all(renewBy.map((time) => time.innerText()))
    await context.request.post('/api/workspace/clock', { data: { advance: 600 } })
    const askBoth = () =>
      Promise.all([one, two].map((page) => page.getByText('Am I still in?').click()))
    await askBoth()
    await expect.poll(renewals).toBe(1)
    await expect.poll(() => answers.filter((status) => status === 200).length).toBe(2)
    // While a page is still asking, a second press waits for the same answer.
    for (const [tab, time] of renewBy.entries())
      await expect(time).not.toHaveText(before[tab] ?? '')
    // It holds again for as long, and nobody renews what holds.
    await askBoth()
    await expect.poll(() => answers.filter((status) => status === 200).length).toBe(4)
    expect(renewals()).toBe(1)
    // Near its end, before any request was refused.
    await context.request.post('/api/workspace/clock', { data: { advance: 290 } })
    await one.getByRole('button', { name: 'Open the report' }).click()
    await expect(one.getByText('forbidden', { exact: true })).toBeVisible()
    await one.getByText('Am I still in?').click()
    await expect.poll(renewals).toBe(2)
    expect(answers.filter((status) => status === 401).length).toBeLessThanOrEqual(2)
    for (const page of [one, two]) await expect(page.getByText('Signed in as alice')).toBeVisible()
  })
}

test('an outage at the renewal signs nobody out', async ({ page }) => {
  const passwords = await workspaceUnder(page.context(), 'jwt-refresh-rotation')
  await open(page, '/app')
  await signIn(page, passwords)
  await page.request.post('/api/workspace/clock', { data: { advance: 600 } })
  await page.route('**/refresh', (route) => route.abort())
  await page.getByRole('button', { name: 'Am I still in?' }).click()
  await expect(page.getByText('The server does not answer.')).toBeVisible()
  await expect(page.getByText('Signed in as alice')).toBeVisible()
  await page.unroute('**/refresh')
  await page.getByRole('button', { name: 'Ask again' }).click()
  await expect(page.getByText('The server does not answer.')).toBeHidden()
  await expect(page.getByText('Signed in as alice')).toBeVisible()
  // What is pressed and not done is said, beside what was pressed.
  await page.route('**/sessions/*', (route) => route.abort())
  await page.getByRole('button', { name: /^Sign out .*, this one$/ }).click()
  await expect(page.getByText('unreachable', { exact: true })).toBeVisible()
})

test('a reset that is used up says who makes another', async ({ page }) => {
  await workspaceUnder(page.context(), 'cookie-session')
  const offer = await page.request.post('/api/operator/users/bob/password-reset', { data: {} })
  const { link } = z.object({ link: z.string() }).parse(await offer.json())
  await open(page, link)
  const set = page.getByRole('button', { name: 'Set the password' })
  await page.getByLabel(/New password/).fill('short')
  await set.click()
  await expect(page.getByRole('link', { name: 'The operator' })).toBeHidden()
  await page.getByLabel(/New password/).fill('a new and longer one')
  await set.click()
  await expect(page.getByText('bob has a new password')).toBeVisible()
  await page.reload()
  await page.getByLabel(/New password/).fill('yet another, and longer')
  await set.click()
  await expect(page.getByText('The reset was used, is over, or never was')).toBeVisible()
  await page.getByRole('link', { name: 'The operator' }).click()
  await expect(page.getByRole('button', { name: 'Reset password: bob' })).toBeVisible()
})
