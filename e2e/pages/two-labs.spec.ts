import { expect, test, type Page } from '@playwright/test'
import { cookieName } from '#lib/kernel/cookie-names.ts'
import { start } from '../server/start.ts'
import { tlsProxy } from '../server/tls-proxy.ts'
import { open } from './lab-page.ts'

const signedIn = (page: Page) => page.getByText('Signed in as alice')

async function signIn(page: Page, base: string) {
  await open(page, `${base}/app`)
  await page.getByRole('button', { name: 'Fill in alice' }).click()
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(signedIn(page)).toBeVisible()
}

test('two labs and one behind TLS, in one browser, leave each other alone', async ({
  browser,
  baseURL,
}) => {
  await using other = await start({ env: { TRUST_PROXY: '127.0.0.1' } })
  await using proxy = await tlsProxy(other.url)
  const context = await browser.newContext({ ignoreHTTPSErrors: true })
  const bases = [baseURL ?? '', other.url, proxy.url]
  const pages = [await context.newPage(), await context.newPage(), await context.newPage()] as const
  const [first, ...others] = pages
  for (const [index, base] of bases.entries()) await signIn(pages[index] ?? first, base)
  const cookies = await context.cookies()
  for (const base of bases) {
    const https = base.startsWith('https:')
    for (const name of ['workspace', 'cookie-session']) {
      const kept = cookies.filter((cookie) => cookie.name === cookieName(name, new URL(base)))
      expect(kept, `${name} of ${base}`).toMatchObject([
        { secure: https, httpOnly: true, path: '/' },
      ])
    }
  }
  expect(cookies.filter(({ name }) => name.startsWith('__Host-')).length).toBe(2)
  // One that is signed out leaves the others in, who ask their servers anew.
  await first.getByRole('button', { name: 'Log out', exact: true }).click()
  await expect(first.getByText('Not signed in')).toBeVisible()
  for (const page of others) {
    await page.reload()
    await expect(signedIn(page)).toBeVisible()
  }
  await context.close()
})
