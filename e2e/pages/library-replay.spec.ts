import { expect, test, type Browser } from '@playwright/test'
import { z } from 'zod'
import { Victim } from '../journeys/people.ts'

/** What the library's own session endpoint says of a cookie, asked from another browser. */
async function replay(browser: Browser, victim: Victim, strategy: string, path: string) {
  const stolen = await victim.cookies()
  // Its name has the port in it.
  const { name, value } = stolen.find((cookie) => cookie.name.endsWith(`-${strategy}`)) ?? {}
  expect(value, 'the victim holds a cookie of the library').toBeTruthy()
  return {
    stolen: value,
    async ask() {
      const context = await browser.newContext()
      await context.addCookies(stolen)
      const response = await context.request.get(path)
      expect(response.status()).toBe(200)
      const body = z.object({ user: z.object({ name: z.string() }).optional() })
      const { user } = body.parse(await response.json())
      const after = (await context.cookies()).find((cookie) => cookie.name === name)
      await context.close()
      return { who: user?.name ?? null, cookie: after?.value ?? null }
    },
  }
}

test('next-auth with JWTs gives a thief a fresh cookie after the log-out', async ({ browser }) => {
  const victim = await Victim.signedIn(browser, 'next-auth-jwt')
  const thief = await replay(browser, victim, 'next-auth-jwt', '/api/auth/session')
  await victim.logOut()
  const { who, cookie } = await thief.ask()
  expect(who).toBe('alice')
  expect(cookie).toBeTruthy()
  expect(cookie).not.toBe(thief.stolen)
})

test('next-auth with a database refuses the same replay at once', async ({ browser }) => {
  const victim = await Victim.signedIn(browser, 'next-auth-database')
  const thief = await replay(browser, victim, 'next-auth-database', '/api/auth-database/session')
  expect((await thief.ask()).who, 'the copy is good before').toBe('alice')
  await victim.logOut()
  expect(await thief.ask()).toEqual({ who: null, cookie: null })
})
