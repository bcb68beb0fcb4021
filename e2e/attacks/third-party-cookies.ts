import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { ThirdPartyCookies } from '#lib/scenarios/stage.ts'

/**
 * Whether a browser lets third-party cookies through decides what comes of a request from another
 * site, and browsers differ in what they do unasked: a full Chromium blocks them in contexts like
 * Playwright's, its headless shell does not. So no attack leaves it to the browser.
 */

/** Chromium's own setting (chrome://settings/cookies). */
const ALLOW_ALL = 0

/** A profile whose contexts let them through; in a browser that knows no settings, all do. */
export function writeProfile(folder: string): void {
  const own = join(folder, 'Default')
  mkdirSync(own, { recursive: true })
  const preferences = { profile: { cookie_controls_mode: ALLOW_ALL } }
  writeFileSync(join(own, 'Preferences'), JSON.stringify(preferences))
}

/** Blocks them in one tab, as the setting would in all. */
export async function blockThirdPartyCookies(tab: Page): Promise<void> {
  const session = await tab.context().newCDPSession(tab)
  await session.send('Network.enable')
  await session.send('Network.setCookieControls', { enableThirdPartyCookieRestriction: true })
}

const PROBE = 'third-party-probe'

/**
 * Tries, from the page of another site that the tab shows, whether a cookie of the host goes along
 * that is kept from nobody by `SameSite`.
 * @throws where the policy is not in force: what is then played shows nothing of it
 */
export async function expectInForce(
  tab: Page,
  host: string,
  policy: ThirdPartyCookies,
): Promise<void> {
  const cookie = { name: PROBE, value: 'sent', path: '/', secure: true, sameSite: 'None' } as const
  await tab.context().addCookies([{ ...cookie, domain: host, httpOnly: true }])
  try {
    const isSent = (await cookiesArriving(tab, host)).includes(`${PROBE}=sent`)
    if (isSent !== (policy === 'allowed')) {
      throw new Error(
        `third-party cookies are ${isSent ? 'not blocked' : 'blocked'} in this browser`,
      )
    }
  } finally {
    await tab.context().clearCookies({ name: PROBE })
  }
}

/** The cookies that a request from the tab arrives with, at a server that is there for it alone. */
async function cookiesArriving(tab: Page, host: string): Promise<string> {
  const arrived: string[] = []
  const server = createServer((asked, answer) => {
    arrived.push(asked.headers.cookie ?? '')
    answer.writeHead(204).end()
  })
  await new Promise<void>((resolve) => server.listen(0, host, resolve))
  try {
    const { port } = server.address() as AddressInfo
    await tab.evaluate(async (url) => {
      await fetch(url, { method: 'POST', mode: 'no-cors', credentials: 'include' })
    }, `http://${host}:${port}/`)
    const [cookies] = arrived
    if (cookies === undefined) throw new Error('the probe of the cookie policy did not arrive')
    return cookies
  } finally {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
}
