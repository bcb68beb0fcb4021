import { expect, test, type Page } from '@playwright/test'
import { morePages } from '../../scripts/page-paths.ts'
import { pagePaths } from './lab-page.ts'

test.use({ javaScriptEnabled: false })

/** What can be pressed, and is of no form that the browser sends by itself. */
const deadOn = (page: Page) =>
  page.locator('button:visible:enabled').evaluateAll((buttons) =>
    buttons.flatMap((button) => {
      if (!(button instanceof HTMLButtonElement)) return []
      const sends = button.type === 'submit' && button.form?.getAttribute('action')
      // React writes this for an action that is a function.
      const isSent = sends && !sends.startsWith('javascript:')
      return isSent ? [] : [button.textContent || button.ariaLabel]
    }),
  )

test('without JavaScript no button is offered that does nothing', async ({ page }) => {
  for (const path of [...pagePaths, ...morePages]) {
    await page.goto(path)
    expect.soft(await deadOn(page), path).toEqual([])
  }
})

test('without JavaScript a page says what it leaves out, and views are links', async ({ page }) => {
  const line = page.locator('.left-out')
  for (const path of ['/app', '/operator', '/settings', '/scenarios/logout']) {
    await page.goto(path)
    await expect.soft(line, path).toBeVisible()
  }
  for (const path of ['/', '/glossary']) {
    await page.goto(path)
    await expect.soft(line, path).toBeHidden()
  }
  await page.goto('/compare')
  await page.getByRole('link', { name: 'Attacks', exact: true }).click()
  await expect(page).toHaveURL(/view=attacks/)
})

test('what is typed before a page listens goes nowhere, and stays', async ({ page }) => {
  for (const path of ['/app', '/password-reset']) {
    await page.goto(path)
    const address = page.url()
    const password = page.locator('input[type=password]').first()
    await password.fill('hunter2 and more')
    await password.press('Enter')
    expect.soft(page.url(), path).toBe(address)
    expect.soft(await password.inputValue(), path).toBe('hunter2 and more')
  }
})
