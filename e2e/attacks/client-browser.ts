import type { Browser, BrowserContext, Page } from '@playwright/test'
import { parseSetCookie } from 'cookie'
import type { Place } from '#lib/scenarios/stage.ts'

/** One client's browser: a context that shares nothing with others, and one page in it. */
export interface ClientBrowser {
  /** Opens the browser, unless it is open. */
  open(): Promise<{ context: BrowserContext; page: Page }>
  close(): Promise<void>
}

/** `workspace` is the `Set-Cookie` line of the workspace in which it all happens. */
export function clientBrowser(
  browser: Browser,
  base: string,
  workspace: string | undefined,
  place: Place | undefined,
): ClientBrowser {
  let opening: ReturnType<ClientBrowser['open']> | undefined

  async function open() {
    const context = await browser.newContext({
      // The certificate of a test is known to nobody.
      ignoreHTTPSErrors: true,
      ...(place && { userAgent: place.device }),
    })
    if (workspace !== undefined) await context.addCookies([cookieFrom(workspace, base)])
    const page = await context.newPage()
    // The cheapest page of the application's own origin.
    await page.goto(`${base}/healthz`)
    return { context, page }
  }

  return {
    open: () => (opening ??= open()),
    async close() {
      await (await opening)?.context.close()
    },
  }
}

const spelling = { strict: 'Strict', lax: 'Lax', none: 'None' } as const

/** Named by its host: of an address Playwright would conclude that the cookie is not `Secure`. */
function cookieFrom(line: string, base: string) {
  const { name, value = '', httpOnly = false, secure = false, sameSite } = parseSetCookie(line)
  const known = typeof sameSite === 'string' ? spelling[sameSite] : 'Lax'
  const domain = new URL(base).hostname
  return { name, value, domain, path: '/', httpOnly, secure, sameSite: known }
}
