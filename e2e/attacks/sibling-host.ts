import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { stringifySetCookie } from 'cookie'
import type { Page } from '@playwright/test'
import type { Planted } from '#lib/scenarios/stage.ts'

/**
 * Two hosts of one site, without a name server: browsers take every name under `localhost` for this
 * machine, and `localhost` itself for a public suffix, under which sites begin.
 */
const SITE = 'lab.localhost'
const SIBLING = `blog.${SITE}`

/** The server under the name of a host that has a sibling. */
export function withSibling(base: string): string {
  const own = new URL(base)
  own.hostname = `app.${SITE}`
  return own.origin
}

/** Whatever carries credentials is under this path: a cookie for it is sent before one for all. */
const LONGER_PATH = '/api'

/**
 * The victim opens a page of the sibling host in another tab, which plants cookies for the whole site.
 * @throws where the application is on no such site
 */
export async function plant(
  page: Page,
  base: string,
  cookies: readonly { name: string; value: string }[],
  planted: Planted,
): Promise<void> {
  if (new URL(base).hostname !== `app.${SITE}`) throw new Error('the application has no sibling')
  const path = 'sent' in planted && planted.sent === 'first' ? LONGER_PATH : '/'
  const lines = cookies.map((cookie) =>
    stringifySetCookie({ ...cookie, domain: SITE, path }, { encode: (value) => value }),
  )
  const sibling = createServer((_, answer) => {
    answer.writeHead(200, { 'Content-Type': 'text/plain', 'Set-Cookie': lines }).end('a blog')
  })
  await new Promise<void>((resolve) => sibling.listen(0, '127.0.0.1', resolve))
  try {
    const { port } = sibling.address() as AddressInfo
    const tab = await page.context().newPage()
    await tab.goto(`http://${SIBLING}:${port}/`)
    await tab.close()
  } finally {
    sibling.closeAllConnections()
    await new Promise((resolve) => sibling.close(resolve))
  }
}
