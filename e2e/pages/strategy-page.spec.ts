import { expect, test } from '@playwright/test'
import { eventNames } from '#lib/strategies/events.ts'
import { expectAccessibleInBoth, visit } from './lab-page.ts'

test('the page of a strategy puts evidence beside its promises', async ({ page }) => {
  await visit(page, '/strategies/next-auth-jwt')
  const table = page.getByRole('region', { name: 'Events, promises and evidence' })
  await expect(table.getByText('as promised')).toHaveCount(eventNames.length)
  await expect(table.locator('[data-event=logout]')).toContainText('at least 24 h')
  await expect(table.locator('[data-event=rotate-keys]')).toContainText('Blocked at once')
  await expect(page.getByText('answers any token that is still alive')).toBeVisible()
  await page.getByLabel('Event in the diagram').selectOption('rotate-keys')
  await expect(page.getByText('401, the credential was not signed')).toBeVisible()
  await expectAccessibleInBoth(page)
})

test('a strategy is taken home as an archive, with examples', async ({ page }) => {
  await visit(page, '/strategies/jwt-blocklist')
  await expect(page.getByText('app.post(').first()).toBeVisible()
  await expect(page.getByText('export const POST = failingClosed(')).toBeVisible()
  const coming = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Download jwt-blocklist.tar.gz' }).click()
  expect((await coming).suggestedFilename()).toBe('jwt-blocklist.tar.gz')
})

test('the source comes as plain text, and only that of strategies', async ({ request }) => {
  const source = await request.get('/strategies/stateless-jwt/source')
  expect(source.headers()['content-type']).toBe('text/plain; charset=utf-8')
  expect(await source.text()).toContain('export const statelessJwt = defineStrategy')
  expect((await request.get('/strategies/contract/source')).status()).toBe(404)
  expect((await request.get('/strategies/..%2fcontract/source')).status()).toBe(404)
})

test('the lines that decide come first, in colours, and the whole file is copied', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await visit(page, '/strategies/jwt-blocklist')
  const check = page.getByRole('region', { name: 'How a request is checked' })
  await expect(check).toContainText('revocations.isRevoked(token)')
  await expect(check.locator('.code-keyword', { hasText: 'return' }).first()).toBeVisible()
  await expect(page.getByRole('region', { name: 'How a session is ended' })).toContainText('cutOff')
  await page.getByRole('button', { name: 'Copy the file' }).click()
  await expect(page.getByText('Copied.')).toBeVisible()
  const source = await (await page.request.get('/strategies/jwt-blocklist/source')).text()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(source.trimEnd())
})
