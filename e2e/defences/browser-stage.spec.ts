import { findStrategy } from '#lib/strategies/registry.ts'
import { browserStage } from '../attacks/browser-stage.ts'
import { expect, test } from '../fixtures.ts'

for (const transport of ['cookie', 'bearer'] as const) {
  test(`what a thief has in ${transport} transport, the application finds`, async ({
    browser,
    strategy,
  }) => {
    const base = process.env['LAB_URL'] ?? ''
    const definition = findStrategy(strategy)
    if (!definition) throw new Error(`there is no ${strategy}`)
    const stage = await browserStage(browser, base, definition, { transport })
    const [owner, thief] = [stage.client(), stage.client()]
    await owner.signIn('alice')
    await thief.copyFrom(owner)
    const [page] = browser.contexts().at(-1)?.pages() ?? []
    if (!page) throw new Error('the thief sits at no browser')
    await page.goto(`${base}/app`)
    await expect(page.getByText('Signed in as alice')).toBeVisible()
    await owner.logOut('this')
    expect((await thief.request()).accepted).toBe(false)
    await stage.close()
  })
}
