import type { Page } from '@playwright/test'
import { z } from 'zod'
import { withNamed, type Held, type Jar } from '#lib/scenarios/stages/http-jar.ts'
import { workspaceCookieName } from '#lib/kernel/cookie-names.ts'
import type { ClientBrowser } from './client-browser.ts'

const kept = z.record(z.string(), z.string())
/**
 * What a browser keeps, where the sample application has it: cookies in its own jar, which its pages
 * cannot see into, and bearer credentials in `localStorage` under the given key.
 */
export function browserJar(base: string, key: string, open: ClientBrowser['open']): Jar {
  const workspace = workspaceCookieName(new URL(base))

  async function stored(page: Page): Promise<Map<string, string>> {
    const text = await page.evaluate((name) => localStorage.getItem(name), key)
    return new Map(text === null ? [] : Object.entries(kept.parse(JSON.parse(text))))
  }

  async function store(page: Page, credentials: ReadonlyMap<string, string>): Promise<void> {
    const text = credentials.size > 0 ? JSON.stringify(Object.fromEntries(credentials)) : null
    await page.evaluate(
      ([name, value]) => {
        if (value === null) localStorage.removeItem(name)
        else localStorage.setItem(name, value)
      },
      [key, text] as const,
    )
  }

  return {
    async read(): Promise<Held> {
      const { context, page } = await open()
      const [cookies, credentials] = await Promise.all([context.cookies(base), stored(page)])
      const credential = cookies.filter(({ name }) => name !== workspace)
      return { cookies: new Map(credential.map(({ name, value }) => [name, value])), credentials }
    },
    async take(_, credentials) {
      // The browser has taken its cookies already.
      if (Object.keys(credentials).length === 0) return
      const { page } = await open()
      await store(page, withNamed(await stored(page), credentials))
    },
    async close() {
      const { context } = await open()
      const all = await context.cookies(base)
      for (const { name, expires } of all) if (expires === -1) await context.clearCookies({ name })
    },
    async replace({ cookies, credentials }) {
      const { context, page } = await open()
      await context.clearCookies({ name: new RegExp(`^(?!${workspace}$)`) })
      await context.addCookies(
        [...cookies].map(([name, value]) => ({ name, value, url: base, httpOnly: true })),
      )
      await store(page, credentials)
    },
  }
}
