import { expect, test } from '@playwright/test'
import { pagePaths } from './lab-page.ts'

test.use({ javaScriptEnabled: false })

/** The rooms that tell and recommend; what the workbench does with its buttons is done by scripts. */
const rooms = pagePaths.filter((path) => /^\/($|learn|choose)/.test(path))

test('without JavaScript no button is offered that does nothing', async ({ page }) => {
  for (const path of rooms) {
    await page.goto(path)
    const dead = await page.locator('button:visible').evaluateAll((buttons) =>
      buttons.flatMap((button) =>
        // One of a form sends it.
        button instanceof HTMLButtonElement && !(button.form && button.type === 'submit')
          ? [button.textContent || button.ariaLabel]
          : [],
      ),
    )
    expect.soft(dead, path).toEqual([])
  }
})
