import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { z } from 'zod'
import { expect, test } from '../fixtures.ts'
import { expectAccessible, themes } from '../pages/lab-page.ts'

const name = '<img src="data:," alt="" onerror="document.title = 1 + 1">'
const guestbook = `/attacker/guestbook.html?${new URLSearchParams({ name })}`

for (const path of ['/attacker/guestbook.html', guestbook, '/attacker/csrf.html']) {
  for (const colorScheme of themes) {
    test.describe(`in the ${colorScheme} theme`, () => {
      test.use({ colorScheme })

      test(`${path} is accessible`, async ({ page }) => {
        await page.goto(path)
        await expectAccessible(page)
      })
    })
  }
}

test('a script in the name of a guest runs', async ({ page }) => {
  await page.goto(guestbook)
  await expect(page).toHaveTitle('2')
})

test('no script runs where the lab is on a network', async ({ page }) => {
  const files = join(process.cwd(), 'public')
  await page.route('http://lab.example/**', (route) =>
    route.fulfill({ path: join(files, new URL(route.request().url()).pathname) }),
  )
  await page.goto(`http://lab.example${guestbook}`)
  await expect(page.getByRole('status')).toContainText('only open on the machine')
  await expect(page).toHaveTitle(/Guestbook/)
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
