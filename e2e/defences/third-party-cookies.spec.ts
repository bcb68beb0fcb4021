import type { Page } from '@playwright/test'
import { blockThirdPartyCookies, expectInForce } from '../attacks/third-party-cookies.ts'
import { expect, test } from '../fixtures.ts'

const HOST = '127.0.0.1'

/** The lab under its other name, which to a browser is another site than `HOST`. */
async function onAnotherSite(page: Page): Promise<void> {
  const url = new URL('/attacker/csrf.html', process.env['LAB_URL'])
  url.hostname = 'localhost'
  await page.goto(url.href)
}

test('third-party cookies are allowed unless a tab blocks them', async ({ page, context }) => {
  await onAnotherSite(page)
  await expectInForce(page, HOST, 'allowed')
  await expect(expectInForce(page, HOST, 'blocked')).rejects.toThrow('are not blocked')
  // The probe leaves nothing behind that an attack could meet.
  expect(await context.cookies()).toEqual([])
})

test('a tab that blocks third-party cookies is alone in it', async ({ page, context }) => {
  const tab = await context.newPage()
  await blockThirdPartyCookies(tab)
  await onAnotherSite(tab)
  await expectInForce(tab, HOST, 'blocked')
  await expect(expectInForce(tab, HOST, 'allowed')).rejects.toThrow('are blocked')
  await onAnotherSite(page)
  await expectInForce(page, HOST, 'allowed')
})

test('a probe that does not arrive proves nothing', async ({ page }) => {
  await onAnotherSite(page)
  await page.route(`http://${HOST}:*/`, (route) => route.fulfill({ status: 204 }))
  await expect(expectInForce(page, HOST, 'blocked')).rejects.toThrow('did not arrive')
})

test('a first-party request is no third-party one', async ({ page }) => {
  await page.goto('/attacker/csrf.html')
  await blockThirdPartyCookies(page)
  await expectInForce(page, HOST, 'allowed')
})
