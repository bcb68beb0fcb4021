import { expect, test, type Page } from '@playwright/test'
import { z } from 'zod'
import { profiles, type Profile } from '#lib/strategies/traits.ts'
import { strategies } from '#lib/strategies/registry.ts'

/** How much a session may hold, in a real browser: what it drops, it drops without a word. */

const created = z.object({
  users: z.array(z.object({ username: z.string(), password: z.string() })),
})

/** Makes a workspace for the browser, and tells the password of alice. */
async function ownWorkspace(page: Page): Promise<string> {
  await page.goto('/about')
  const answer = await page.evaluate(async () => {
    const headers = { 'Content-Type': 'application/json' }
    const made = await fetch('/api/workspaces', { method: 'POST', body: '{}', headers })
    return made.json() as Promise<unknown>
  })
  const { users } = created.parse(answer)
  return users.find(({ username }) => username === 'alice')?.password ?? ''
}

/** Signs in with a profile of so many bytes, and says how that and the requests after it went. */
const attempt = (page: Page, strategy: string, profileBytes: number, password: string) =>
  page.evaluate(
    async (given) => {
      const send = async (method: string, path: string, body?: object) => {
        const answer = await fetch(path, {
          method,
          headers: { 'Content-Type': 'application/json' },
          ...(body && { body: JSON.stringify(body) }),
        })
        return answer.status
      }
      const api = `/api/strategies/${given.strategy}`
      await send('PATCH', '/api/workspace/settings', { profileBytes: given.profileBytes })
      const login = await send('POST', `${api}/login`, {
        username: 'alice',
        password: given.password,
      })
      const me = await send('GET', `${api}/me`)
      const logout = await send('POST', `${api}/logout`, { scope: 'this' })
      return { login, me, logout }
    },
    { strategy, profileBytes, password },
  )

test('a browser keeps what fits into its cookies, and no more', async ({ page, context }) => {
  const password = await ownWorkspace(page)
  const isIn = { login: 200, me: 200, logout: 200 }
  /** What a sign-in with more than a cookie holds comes to. */
  const large: Record<Profile, Record<string, number>> = {
    server: isIn,
    'client-in-parts': isIn,
    client: { login: 200, me: 401 },
  }
  for (const profile of profiles) {
    for (const { id, credentials } of strategies.filter((one) => one.profile === profile)) {
      await context.clearCookies({ name: /lab-(?!.*workspace)/ })
      expect(await attempt(page, id, 2_000, password), `${id}, 2,000 bytes`).toEqual(isIn)
      // Of a session with a copy, the copy alone is lost.
      const expected = credentials.includes('cache') ? isIn : large[profile]
      expect(await attempt(page, id, 3_200, password), `${id}, 3,200 bytes`).toMatchObject(expected)
    }
  }
})

test('a session that is split over many cookies ends as too large for any request', async ({
  page,
}) => {
  const password = await ownWorkspace(page)
  const id = 'next-auth-jwt'
  expect(await attempt(page, id, 12_000, password)).toEqual({ login: 200, me: 200, logout: 200 })
  // This server takes 32 KiB of headers, twice as many as Node does by default.
  expect(await attempt(page, id, 26_000, password)).toEqual({ login: 200, me: 431, logout: 431 })
})
