import { expect, test, type Page } from '@playwright/test'
import { strategies } from '#lib/strategies/registry.ts'
import { nowhere, pagePaths } from '../../scripts/page-paths.ts'

/** What only a script hears, or would put something in the place of: words for each that is seen. */
const deadOn = (page: Page) =>
  page
    .locator('button, select, input, textarea, label:has(input, select), summary, .skeleton')
    .locator('visible=true')
    .evaluateAll((all) => {
      /** Sent by the browser itself; React writes a script for an action that is a function. */
      const sent = (form: HTMLFormElement | null) =>
        Boolean(form?.getAttribute('action')?.startsWith('/'))
      const isField = (one: Element | null) =>
        one instanceof HTMLSelectElement ||
        one instanceof HTMLInputElement ||
        one instanceof HTMLTextAreaElement
      const isDead = (one: Element): boolean => {
        if (one instanceof HTMLButtonElement) {
          // To send a form, or to put back what it came with, is the browser's own.
          return !one.disabled && !(one.type !== 'button' && sent(one.form))
        }
        // The name of what is left out would be a word for nothing.
        if (one instanceof HTMLLabelElement) return !sent(one.closest('form'))
        if (one.tagName === 'SUMMARY') return one.parentElement?.childElementCount === 1
        if (!isField(one)) return true
        const submits = [...(one.form?.querySelectorAll('button:not([type=button])') ?? [])]
        return !sent(one.form) || !submits.some((button) => button.checkVisibility())
      }
      return all
        .filter(isDead)
        .map(
          (one) =>
            `${one.tagName.toLowerCase()} ${one.textContent || one.ariaLabel || one.className}`,
        )
    })

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('nothing is offered that does nothing, on any page', async ({ page }) => {
    for (const path of [...pagePaths, nowhere]) {
      await page.goto(path)
      expect.soft(await deadOn(page), path).toEqual([])
    }
  })

  test('what is not there says so, under every kind of address', async ({ page }) => {
    const addresses = [
      '/strategies/none',
      '/scenarios/none',
      '/choose/none',
      '/reports/no/ne',
      '/choose/%E0%A4%A?x=%',
      nowhere,
    ]
    for (const path of addresses) {
      expect.soft((await page.goto(path))?.status(), path).toBe(404)
      const heading = page.getByRole('heading', { level: 1, name: 'There is nothing here' })
      await expect.soft(heading, path).toBeVisible()
    }
  })

  test('a page says what it leaves out', async ({ page }) => {
    const line = page.locator('.left-out')
    for (const path of ['/app', '/operator', '/settings', '/scenarios/logout']) {
      await page.goto(path)
      await expect.soft(line, path).toBeVisible()
    }
    for (const path of ['/', '/glossary', '/compare']) {
      await page.goto(path)
      await expect.soft(line, path).toBeHidden()
    }
  })

  test('/compare measures the event that is chosen, and /app names the accounts', async ({
    page,
  }) => {
    await page.goto('/compare')
    await page.getByRole('combobox', { name: 'After which event' }).selectOption('Ban')
    await page.getByRole('button', { name: 'Measure' }).click()
    await expect(page).toHaveURL(/event=ban/)
    await expect(page.getByText(/^\d+ of \d+ still let the thief in\.$/)).toBeVisible()
    for (const { title } of strategies) {
      const row = page
        .getByRole('row')
        .filter({ has: page.getByRole('link', { name: title, exact: true }) })
      await expect(row).toContainText(/Blocked at once|Within|At expiry|Never/)
    }
    await page.getByRole('link', { name: 'Attacks', exact: true }).click()
    await expect(page).toHaveURL(/view=attacks/)
    await page.goto('/app')
    for (const name of ['alice', 'bob', 'admin']) {
      await expect(page.getByText(name, { exact: true }).first()).toBeVisible()
    }
  })
})

test('what is typed before a page listens goes nowhere, and stays', async ({ page }) => {
  // Its scripts are on their way, and never come.
  await page.route('**/_next/**/*.js*', () => {})
  for (const path of ['/app', '/password-reset']) {
    await page.goto(path, { waitUntil: 'commit' })
    const address = page.url()
    const password = page.locator('input[type=password]').first()
    await password.fill('hunter2 and more')
    await password.press('Enter')
    expect.soft(page.url(), path).toBe(address)
    expect.soft(await password.inputValue(), path).toBe('hunter2 and more')
  }
})
