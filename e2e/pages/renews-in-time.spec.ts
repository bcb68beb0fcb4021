import { expect, test } from '@playwright/test'
import { callsOf, hasListed, signIn, workspaceUnder } from './honest-user.ts'
import { open } from './lab-page.ts'

/** The honest client renews before it is refused, and is not signed out for what is not its fault. */

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
