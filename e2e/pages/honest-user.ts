import { expect, type BrowserContext, type Page } from '@playwright/test'
import { z } from 'zod'

/** What tests of an honest person's own browser share: a workspace, somebody signed in, and what was called. */

const made = z.object({ users: z.array(z.object({ username: z.string(), password: z.string() })) })
type Passwords = ReadonlyMap<string, string>

/** A workspace under a strategy, in the context's browser. */
export async function workspaceUnder(
  context: BrowserContext,
  strategy: string,
  more: Record<string, unknown> = {},
): Promise<Passwords> {
  const settings = { strategy, transport: 'cookie', ...more }
  const response = await context.request.post('/api/workspaces', { data: { settings } })
  expect(response.status()).toBe(201)
  const { users } = made.parse(await response.json())
  return new Map(users.map(({ username, password }) => [username, password]))
}

export async function signIn(page: Page, passwords: Passwords, username = 'alice'): Promise<void> {
  await page.getByLabel('User name').fill(username)
  await page.getByLabel('Password', { exact: true }).fill(passwords.get(username) ?? '')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByText(`Signed in as ${username}`)).toBeVisible()
  await hasListed(page)
}

/** The page asks for the devices by itself: later, that request would meet what the test does next. */
export const hasListed = (page: Page) =>
  expect(page.getByText(/· this one$|cannot know its sessions/)).toBeVisible()

/** Calls that a page makes from here on, as `POST refresh`. */
export function callsOf(page: Page): string[] {
  const calls: string[] = []
  page.on('request', (request) => {
    const rest = /\/api\/strategies\/[^/]+\/(.+)$/.exec(request.url())?.[1]
    if (rest !== undefined) calls.push(`${request.method()} ${rest}`)
  })
  return calls
}
