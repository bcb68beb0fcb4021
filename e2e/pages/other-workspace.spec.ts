import { expect, test } from '@playwright/test'
import { open } from './lab-page.ts'

/** Tabs share one workspace, and each of them can put another in its place. */

const note = 'This is another workspace now'

test('the settings notice that another tab has replaced the workspace', async ({ context }) => {
  const [one, two] = [await context.newPage(), await context.newPage()]
  await open(one, '/settings')
  const session = one.getByLabel('Session', { exact: true })
  await session.fill('7200')
  await one.getByRole('button', { name: 'Save' }).click()
  await expect(one.getByText('Saved.')).toBeVisible()
  await one.getByLabel('Single token').fill('60')

  await open(two, '/settings')
  await two.getByRole('button', { name: 'Delete the workspace' }).click()
  await two.getByRole('button', { name: 'Delete', exact: true }).press('Enter')
  await expect(one.getByText(note)).toBeVisible()
  // What is in force there, and nothing that was typed for the one before.
  await expect(session).toHaveValue('28800')
  await expect(one.getByLabel('Single token')).toHaveValue('3600')
  await session.fill('7000')
  await one.getByRole('button', { name: 'Save' }).click()
  await expect(one.getByText('Saved.')).toBeVisible()
  // Both tabs are in one workspace: the one that the browser's cookie opens.
  await open(two, '/settings')
  await expect(two.getByLabel('Session', { exact: true })).toHaveValue('7000')
  await expect(two.getByText(note)).toBeHidden()
})

test('what another tab has set is shown, and what was typed here stays', async ({ context }) => {
  const [one, two] = [await context.newPage(), await context.newPage()]
  await open(one, '/settings')
  await one.getByLabel('Single token').fill('60')
  await open(two, '/settings')
  await two.getByLabel('Session', { exact: true }).fill('7200')
  await two.getByRole('button', { name: 'Save' }).click()
  await expect(two.getByText('Saved.')).toBeVisible()
  await one.evaluate(() => window.dispatchEvent(new Event('focus')))
  await expect(one.getByLabel('Session', { exact: true })).toHaveValue('7200')
  await expect(one.getByLabel('Single token')).toHaveValue('60')
  await expect(one.getByText(note)).toBeHidden()
})

test("the operator's page makes another workspace where its own is gone", async ({ context }) => {
  const page = await context.newPage()
  // The first visit: this page has made the workspace that is taken away from it.
  await open(page, '/operator')
  await page.getByRole('button', { name: 'Ban: bob' }).click()
  await expect(page.getByRole('button', { name: 'Unban: bob' })).toBeVisible()
  const removed = await context.request.delete('/api/workspace', { data: {} })
  expect(removed.ok()).toBe(true)
  await page.evaluate(() => window.dispatchEvent(new Event('focus')))
  await expect(page.getByText(note)).toBeVisible()
  await page.getByRole('button', { name: 'Ban: bob' }).click()
  await expect(page.getByRole('button', { name: 'Unban: bob' })).toBeVisible()
})
