import { expect, test, type BrowserContext, type Page } from '@playwright/test'
import { workspaceCookieName } from '#lib/kernel/cookie-names.ts'
import { open } from './lab-page.ts'

/** What a log-out leaves in the browser it came from: other tabs, and what they had stored. */

async function signedIn(context: BrowserContext, settings: object): Promise<Page> {
  const response = await context.request.post('/api/workspaces', { data: { settings } })
  expect(response.status()).toBe(201)
  const page = await context.newPage()
  await open(page, '/app')
  await page.getByRole('button', { name: 'Fill in alice' }).click()
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByText('Signed in as alice')).toBeVisible()
  return page
}

const logOut = (page: Page) => page.getByRole('button', { name: 'Log out', exact: true }).click()

for (const tellTabs of [true, false]) {
  test(`other tabs ${tellTabs ? 'are told' : 'are not told'} of a log-out`, async ({ context }) => {
    const one = await signedIn(context, { tellTabs })
    const two = await context.newPage()
    await open(two, '/app')
    await expect(two.getByText('Signed in as alice')).toBeVisible()
    const probe = await two.evaluateHandle(() => {
      const heard = new Promise<void>((resolve) => {
        new BroadcastChannel('lab-session').addEventListener('message', ({ data }) => {
          if (JSON.stringify(data).includes('probe')) resolve()
        })
      })
      return { heard }
    })
    const asked: string[] = []
    // Of the server: a script that comes late asks nobody who is signed in.
    two.on('request', (request) => {
      if (!request.url().includes('/_next/static/')) asked.push(request.url())
    })
    await logOut(one)
    await expect(one.getByRole('heading', { name: 'What this browser kept' })).toBeVisible()
    if (!tellTabs) {
      // Words arrive in the order in which they were sent: any other would have come before this one.
      await one.evaluate(() => {
        const tabs = new BroadcastChannel('lab-session')
        const tell = tabs.postMessage.bind(tabs)
        tell({ strategy: 'probe' })
      })
      await probe.evaluate(({ heard }) => heard)
      expect(asked).toEqual([])
      await expect(two.getByText('Signed in as alice')).toBeVisible()
      await two.getByRole('button', { name: 'Am I still in?' }).click()
    }
    await expect(two.getByText('Not signed in')).toBeVisible()
    const news = two.getByText(/^alice was signed out in another tab\. .* for \d+\.\d s\.$/)
    await expect(news).toBeVisible()
  })
}

/** What is found in the page's own table, row by row. */
const found = (page: Page) =>
  page
    .getByRole('table')
    .getByRole('row')
    .evaluateAll((rows) =>
      rows.slice(1).map((row) => [...row.querySelectorAll('td')].map((cell) => cell.innerText)),
    )

const kinds = ['storage', 'cache', 'cookies'] as const

for (const clearSiteData of ['off', ...kinds, 'all'] as const) {
  test(`with Clear-Site-Data ${clearSiteData}`, async ({ context }) => {
    // Of another lab on this host, as far as a browser can tell.
    const neighbour = { name: 'lab-1-workspace', value: 'theirs', url: 'http://127.0.0.1:1' }
    await context.addCookies([neighbour])
    const page = await signedIn(context, { clearSiteData })
    await page.waitForFunction(() => localStorage.getItem('lab-draft') !== null)
    await logOut(page)
    const goes = (kind: string) => clearSiteData === kind || clearSiteData === 'all'
    const after = (kind: string) => (goes(kind) ? 'gone' : 'there')
    await expect(page.getByRole('heading', { name: 'What this browser kept' })).toBeVisible()
    await expect(page.getByText('Not signed in')).toBeVisible()
    expect(await found(page)).toEqual([
      ['storage', 'there', after('storage')],
      ['cache', 'there', after('cache')],
      ['cache', 'not asked', 'none'],
      ['cookies', 'there', after('cookies')],
    ])
    const header = clearSiteData === 'off' ? 'without Clear-Site-Data' : `with Clear-Site-Data: "`
    await expect(page.getByText(header)).toBeVisible()
    const names = (await context.cookies()).map(({ name }) => name)
    expect(names.includes('lab-1-workspace'), 'cookies know no ports').toBe(!goes('cookies'))
    // Whoever lost the workspace has a new one, and can go on.
    await page.getByRole('button', { name: 'Fill in alice' }).click()
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(page.getByText('Signed in as alice')).toBeVisible()
    const workspace = workspaceCookieName(new URL(page.url()))
    expect((await context.cookies()).filter(({ name }) => name === workspace)).toHaveLength(1)
  })
}
