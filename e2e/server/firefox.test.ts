// Firefox by itself, with no way in but the standard one (WebDriver BiDi): what a visitor does first.
import { launch, type Browser, type Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findFirefox } from '../../scripts/browser.ts'
import { start, type Running } from './start.ts'

const firefox = findFirefox()
if (firefox === null) console.log('Firefox is not here (apt-get install firefox-esr): not tested.')

describe.skipIf(firefox === null)('in Firefox', () => {
  let server: Running
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    server = await start()
    browser = await launch({ browser: 'firefox', executablePath: firefox ?? '', headless: true })
    page = await browser.newPage()
    await page.setViewport({ width: 1280, height: 800 })
    page.setDefaultTimeout(180_000)
  })
  afterAll(async () => {
    await browser?.close()
    await server?.[Symbol.asyncDispose]()
  })

  /** Opens a page, and waits until it listens. */
  async function open(path: string): Promise<void> {
    await page.goto(`${server.url}${path}`)
    await page.waitForSelector('html[data-listens]')
  }
  const press = (what: string) => page.locator(what).click()
  const textOf = (selector: string) =>
    page.$eval(selector, (element) => element.textContent.replaceAll(/\s+/g, ' ').trim())
  const says = (selector: string, pattern: RegExp) =>
    page.waitForFunction(
      (where, source) => new RegExp(source).test(document.querySelector(where)?.textContent ?? ''),
      {},
      selector,
      pattern.source,
    )

  it('three presses show who is still let in, and why', async () => {
    await open('/')
    expect(await textOf('h1')).toMatch(/^Alice logs out\. Does the thief\? 7 of 14 /)
    await press('button ::-p-text(Log out)')
    await says('h1', /^\d+ of 14 still let the thief in\.$/)
    await press('[data-lane=stateless-jwt] h3 button')
    await says('[data-lane=stateless-jwt]', /What closes the gap/)
    expect(await textOf('[data-lane=stateless-jwt] [data-verdict=in]')).not.toBe('')
    expect(await textOf('[data-lane=cookie-session] [data-verdict=blocked]')).not.toBe('')
  })

  it('five answers lead to a recommendation', async () => {
    await open('/choose')
    for (const answer of ['Yes', 'each device', 'store is near', 'Browsers only', 'Nothing yet']) {
      const question = await textOf('h1')
      await press(`main form button ::-p-text(${answer})`)
      await page.waitForFunction(
        (was) => document.querySelector('h1')?.textContent !== was,
        {},
        question,
      )
    }
    expect(await textOf('h1')).toBe('Cookie session store')
  })

  it('a chapter is played', async () => {
    await open('/learn/refresh-and-reuse')
    await press('main a ::-p-text(The thief renews)')
    await says('#how-it-stands', /The thief is in\./)
    await press('main a ::-p-text(1 min passes)')
    await page.waitForFunction(() => location.search.endsWith('a-minute-passes'))
    await press('main a ::-p-text(Alice renews)')
    await says('#how-it-stands', /both are signed out/)
    expect(await textOf('[data-party=thief]')).toContain('the next renewal is refused')
  })

  it('all strategies are measured and compared', async () => {
    await open('/compare?preset=lab')
    await says('main', /All [\d,]+ cells are measured/)
    await says('main', /rank 1, score/)
    expect(await page.$$('main table')).not.toEqual([])
  })
})
