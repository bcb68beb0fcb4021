import type { BrowserContext } from '@playwright/test'
import { z } from 'zod'
import { cookieSession } from '#lib/strategies/cookie-session.ts'
import { jwtRefreshRotation } from '#lib/strategies/jwt-refresh-rotation.ts'
import { nextAuthJwt } from '#lib/strategies/next-auth-jwt.ts'
import { outlivesBrowser } from '#lib/workspace/remember-me.ts'
import { expect, test } from '../fixtures.ts'
import { temporaryFolder } from '../server/start.ts'

const own = [cookieSession, jwtRefreshRotation, nextAuthJwt]
const made = z.object({ users: z.array(z.object({ username: z.string(), password: z.string() })) })

/** Asks as a page of the lab does, with what this browser holds. */
async function ask(context: BrowserContext, method: string, path: string, body?: object) {
  const page = context.pages()[0] ?? (await context.newPage())
  await page.goto(`${process.env['LAB_URL']}/healthz`)
  return page.evaluate(
    async ([how, where, text]) => {
      const headers = { 'Content-Type': 'application/json' }
      const response = await fetch(where, { method: how, ...(text && { headers, body: text }) })
      return { status: response.status, body: (await response.json()) as unknown }
    },
    [method, path, body ? JSON.stringify(body) : ''] as const,
  )
}

for (const rememberMe of [true, false]) {
  const words = rememberMe ? 'keeps' : 'forgets'
  test(`a browser that is closed ${words} its cookies, and a copy goes on`, async ({
    playwright,
    launchOptions,
    request,
  }) => {
    using profile = temporaryFolder()
    // It does not restore its tabs: one that does restores cookies without a date as well.
    const open = () => playwright.chromium.launchPersistentContext(profile.path, launchOptions)
    const first = await open()
    const settings = { rememberMe, transport: 'cookie' } as const
    const { users } = made.parse((await ask(first, 'POST', '/api/workspaces', { settings })).body)
    const [{ username, password } = { username: '', password: '' }] = users
    for (const { id } of own) {
      const path = `/api/strategies/${id}/login`
      expect((await ask(first, 'POST', path, { username, password })).status).toBe(200)
    }
    const Cookie = (await first.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
    await first.close()

    const again = await open()
    for (const definition of own) {
      const path = `/api/strategies/${definition.id}/me`
      const isIn = outlivesBrowser(definition, settings)
      const { status } = await ask(again, 'GET', path)
      expect(status, definition.id).toBe(isIn ? 200 : 401)
      // The server has heard nothing of it.
      expect((await request.get(path, { headers: { Cookie } })).status()).toBe(200)
    }
    await again.close()
  })
}

test("next-auth's own sign-in dates its cookie, whatever is set", async ({
  playwright,
  launchOptions,
}) => {
  using profile = temporaryFolder()
  const open = () => playwright.chromium.launchPersistentContext(profile.path, launchOptions)
  const first = await open()
  const settings = { rememberMe: false }
  const { users } = made.parse((await ask(first, 'POST', '/api/workspaces', { settings })).body)
  const { body } = await ask(first, 'GET', '/api/auth/csrf')
  const { csrfToken } = z.object({ csrfToken: z.string() }).parse(body)
  const given = { ...users[0], csrfToken, json: 'true' }
  expect((await ask(first, 'POST', '/api/auth/callback/credentials', given)).status).toBe(200)
  await first.close()
  const again = await open()
  expect((await ask(again, 'GET', '/api/auth/session')).body).toMatchObject({
    user: { name: 'alice' },
  })
  await again.close()
})
