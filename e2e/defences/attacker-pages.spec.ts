import type { Page } from '@playwright/test'
import { z } from 'zod'
import { expect, test } from '../fixtures.ts'
import { signGuestbook } from '../attacks/browser-side.ts'
import { expectAccessible, expectAccessibleInBoth } from '../pages/lab-page.ts'

const name = '<img src="data:," alt="" onerror="document.title = 1 + 1">'
const guestbook = `/attacker/guestbook.html?${new URLSearchParams({ name })}`
const base = (page: Page) => new URL(page.url()).origin

for (const path of [guestbook, '/attacker/csrf.html']) {
  test(`${path} is accessible`, async ({ page }) => {
    await page.goto(path)
    await expectAccessibleInBoth(page)
  })
}

async function withWorkspace(page: Page): Promise<void> {
  expect((await page.request.post('/api/workspaces', { data: {} })).status()).toBe(201)
  await page.goto('/healthz')
}

test('a script in the name of a guest runs, where its victim has opened the hole', async ({
  page,
}) => {
  await withWorkspace(page)
  await signGuestbook(page, base(page), name)
  await expect(page).toHaveTitle('2')
  await expectAccessible(page)
})

test('a link alone lets no script run', async ({ page }) => {
  await withWorkspace(page)
  const key = 'x'.repeat(43)
  for (const link of [guestbook, `${guestbook}&key=${key}`]) {
    await page.goto(link)
    await expect(page.getByRole('status')).toContainText('<img src="data:,"')
    await expect(page).toHaveTitle(/Guestbook/)
  }
})

test('a script in the guestbook does not reach the workspace', async ({ page }) => {
  await withWorkspace(page)
  await signGuestbook(page, base(page), name)
  const reached = await page.evaluate(async () => {
    const asked = async (path: string, method = 'GET') => {
      const answer = await fetch(path, { method }).catch(() => null)
      return answer?.status ?? 'nothing'
    }
    const framed = () =>
      new Promise((resolve) => {
        const frame = document.createElement('iframe')
        frame.src = '/api/lab/accounts'
        frame.addEventListener('load', () =>
          resolve(frame.contentDocument?.body.textContent || 'nothing'),
        )
        document.body.append(frame)
      })
    return {
      strategy: await asked('/api/strategies/active/me'),
      workspace: await asked('/api/workspace'),
      passwords: await asked('/api/lab/accounts'),
      operator: await asked('/api/operator/users/alice/ban', 'POST'),
      framed: await framed(),
      cookies: document.cookie || 'nothing',
    }
  })
  expect(reached).toEqual({
    strategy: 401,
    workspace: 'nothing',
    passwords: 'nothing',
    operator: 'nothing',
    framed: 'nothing',
    cookies: 'nothing',
  })
  // A window is another document of the same origin, and would tell all, were it the script's own.
  const opening = page.waitForEvent('popup')
  const popup = await page.evaluateHandle(() => window.open('/api/lab/accounts'))
  const shown = await opening
  await expect(shown.getByText('password')).toBeVisible()
  expect(await popup.evaluate((other) => other?.closed)).toBe(true)
})

const account = z.object({ username: z.string(), password: z.string() })
const created = z.object({ users: z.array(account) })
const weak = { strategy: 'cookie-session', sameSite: 'none', originCheck: false }

async function signedIn(page: Page): Promise<void> {
  const made = await page.request.post('/api/workspaces', { data: { settings: weak } })
  const { users } = created.parse(await made.json())
  const data = users.find(({ username }) => username === 'alice')
  expect((await page.request.post('/api/strategies/active/login', { data })).status()).toBe(200)
}

test('the attack from another site can be made by hand', async ({ page }) => {
  await signedIn(page)
  await page.goto('/attacker/csrf.html')
  await page.getByRole('link', { name: 'localhost' }).click()
  const asked = page.waitForResponse('**/api/strategies/active/transfer')
  await page.getByRole('button', { name: 'Ask with a script' }).click()
  expect((await asked).status()).toBe(200)
  await expect(page.getByRole('status')).toContainText('another site is not told')
  await page.getByRole('button', { name: 'Ask with a form' }).click()
  await expect(page.getByText('"transferred":1000')).toBeVisible()
})
