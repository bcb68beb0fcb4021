import { expect, test } from '@playwright/test'
import { open } from './lab-page.ts'

/** Tabs share one workspace, and each of them can put another in its place. */

const note = 'This is another workspace now'

test('the settings notice that another tab has replaced the workspace', async ({ context }) => {
  const [one, two] = [await context.newPage(), await context.newPage()]
  await open(one, '/settings')
  const session = one.getByLabel('Session', { exact: true })
  await session.fill('7200')
  await session.press('Enter')
  await expect(one.getByText('Saved. Session: 2 h.')).toBeVisible()
  await one.getByLabel('Single token').fill('60')

  await open(two, '/settings')
  await two.getByRole('button', { name: 'Delete the workspace' }).click()
  await two.getByRole('button', { name: 'Delete', exact: true }).press('Enter')
  await expect(one.getByText(note)).toBeVisible()
  // What is in force there, and nothing that was typed for the one before.
  await expect(session).toHaveValue('28800')
  await expect(one.getByLabel('Single token')).toHaveValue('3600')
  await session.fill('7000')
  await session.press('Enter')
  await expect(one.getByText('Saved.')).toBeVisible()
  // Both tabs are in one workspace: the one that the browser's cookie opens.
  await open(two, '/settings')
  await expect(two.getByLabel('Session', { exact: true })).toHaveValue('7000')
  await expect(two.getByText(note)).toBeHidden()
})

test('what another tab has set is told, and what was typed here stays', async ({ context }) => {
  const [one, two] = [await context.newPage(), await context.newPage()]
  await open(one, '/settings')
  // Of one field both tabs have another opinion.
  await one.getByLabel('Idle', { exact: true }).fill('99999')
  await one.keyboard.press('Enter')
  await expect(one.getByText('must be at most sessionTtl')).toBeVisible()
  await open(two, '/settings')
  await two.getByLabel('Idle', { exact: true }).fill('900')
  await two.getByLabel('Session', { exact: true }).fill('7200')
  await two.keyboard.press('Enter')
  await expect(one.getByText('Changed elsewhere meanwhile')).toBeVisible()
  await expect(one.getByText('Session: 2 h')).toBeVisible()
  await expect(one.getByText('What you typed there stays')).toBeVisible()
  await expect(one.getByLabel('Session', { exact: true })).toHaveValue('7200')
  await expect(one.getByLabel('Idle', { exact: true })).toHaveValue('99999')
  await expect(one.getByText(note)).toBeHidden()
  await one.getByRole('button', { name: 'Understood' }).click()
  await expect(one.getByText('Changed elsewhere meanwhile')).toBeHidden()
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
