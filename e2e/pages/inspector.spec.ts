import { expect, test, type Page } from '@playwright/test'
import { expectAccessibleInBoth, narrow, visit } from './lab-page.ts'

/** Opens a lane on one of its tabs, after a theft and a log-out. */
async function inspect(page: Page, id: string, view: string) {
  await visit(page, `/?lane=${id}&view=${view}`)
  await page.getByRole('button', { name: 'Log out', exact: true }).click()
  await expect(page.getByText(/^Alice logged out (just now|\d)/)).toBeVisible()
  return page.locator(`[data-lane=${id}]`)
}

test('the wire shows the replay as it was measured', async ({ page }) => {
  const lane = await inspect(page, 'jwt-refresh-rotation', 'wire')
  const steps = lane.getByRole('region', { name: 'The replay' }).getByRole('listitem')
  await expect(steps.first()).toContainText('Thief to server: GET …/me with the copy')
  await expect(lane).toContainText('measured: accepted at 299 s, refused at 300 s')
  await expect(steps.last()).toContainText('Server to thief: 401, the credential has expired')
  // The numbers of the steps go through all scenes, as a reader counts them.
  const numbers = await lane
    .locator('figure ol')
    .evaluateAll((lists) =>
      lists.map((list) => [Number(list.getAttribute('start')), list.childElementCount] as const),
    )
  let next = 1
  for (const [start, count] of numbers) {
    expect(start).toBe(next)
    next += count
  }
})

test('the replay is copied as curl, with the secret as a variable', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const lane = await inspect(page, 'stateless-jwt', 'wire')
  await lane.getByRole('button', { name: 'Copy as curl The replay' }).click()
  await expect(lane.getByText('Copied.')).toBeVisible()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  const { origin, port } = new URL(page.url())
  expect(copied).toBe(
    [
      `curl -i -X GET '${origin}/api/strategies/stateless-jwt/me'`,
      '-H "X-Lab-Workspace: $LAB_WORKSPACE"',
      `-H "Cookie: lab-${port}-stateless-jwt=$STOLEN_ACCESS"`,
    ].join(' \\\n  '),
  )
})

test('the token is taken apart, and its signature never comes', async ({ page }) => {
  const bodies: string[] = []
  page.on('response', (response) => {
    if (response.url().includes('/api/lab/inspect/')) {
      void response.text().then((text) => bodies.push(text))
    }
  })
  const lane = await inspect(page, 'jwt-token-version', 'token')
  const claims = lane.getByRole('region', { name: 'Claims of access' })
  await expect(claims.getByRole('row', { name: /^stamp 1/ })).toContainText('a higher one voids it')
  await expect(claims.getByRole('row', { name: /^exp/ })).toContainText('in 59 min')
  expect(bodies.join()).not.toMatch(/eyJ[\w-]+\.[\w-]+\.[\w-]+/)

  await lane.getByRole('tab', { name: 'The server' }).click()
  await expect(lane.getByRole('region', { name: 'versions, now' })).toContainText('changed')
})

test('the server shows its rows before and after the event', async ({ page }) => {
  const lane = await inspect(page, 'cookie-session', 'server')
  const before = lane.getByRole('region', { name: 'sessions, before the event' })
  await expect(before.getByRole('row')).toHaveCount(2)
  await expect(lane.getByText('1 row from before the event: gone or changed.')).toBeVisible()
  await page.reload()
  await expect(lane.getByText('Nobody looked before the event')).toBeVisible()
})

test('every tab by keyboard, and accessible', async ({ page }) => {
  const lane = await inspect(page, 'next-auth-jwt', 'why')
  await lane.getByRole('tab', { name: 'Why' }).focus()
  const shown = [
    ['wire', 'On the wire', 'knocks on, and is let in every time'],
    ['token', 'The token', 'Encrypted: only the server can read it'],
    ['server', 'The server', 'Not one row about sessions.'],
    ['source', 'Source', 'lib/strategies/next-auth-jwt.ts'],
  ] as const
  for (const [view, name, text] of shown) {
    await page.keyboard.press('ArrowRight')
    await expect(lane.getByRole('tab', { name })).toBeFocused()
    await expect(lane.getByText(text).first()).toBeVisible()
    await expect(page).toHaveURL(new RegExp(`view=${view}`))
    await expectAccessibleInBoth(page, { within: '[data-lane=next-auth-jwt]' })
  }
  await page.keyboard.press('End')
  await page.keyboard.press('ArrowRight')
  await expect(lane.getByText('What closes the gap')).toBeVisible()
  await expect(page).not.toHaveURL(/view=/)
  await page.setViewportSize(narrow)
  await lane.getByRole('tab', { name: 'On the wire' }).click()
  await expect(lane.getByText('still accepted at the horizon')).toBeVisible()
  await expectAccessibleInBoth(page)
})
