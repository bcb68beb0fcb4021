import { expect, test } from '@playwright/test'
import { z } from 'zod'
import { measuredCost, micros } from '#lib/evidence/cost.ts'
import { declared, expectAccessibleInBoth, visit, open } from './lab-page.ts'

const roundSchema = z.looseObject({ lanes: z.record(z.string(), z.unknown()) })

/** A visitor who has never seen the lab has understood it by then. Milliseconds. */
const PATIENCE = 30_000

/**
 * By how much others slow this machine down: how long some work takes by the clock on the wall, for
 * each second of the processor that it is given.
 */
function slowdown(): number {
  const [began, before] = [performance.now(), process.cpuUsage()]
  const worked = () => {
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1_000
  }
  while (worked() < 200);
  return Math.max(1, (performance.now() - began) / worked())
}

test('three presses show that a strategy survived a log-out, and why', async ({ page }) => {
  await page.addInitScript(() => {
    document.addEventListener('click', ({ isTrusted }) => {
      const clicks = Number(sessionStorage.getItem('clicks')) + Number(isTrusted)
      sessionStorage.setItem('clicks', String(clicks))
    })
  })
  const slowBefore = slowdown()
  const began = performance.now()
  await open(page, '/')
  const answer = page.getByRole('heading', { level: 1 })
  await expect(answer).toHaveText(
    /^Alice logs out\. Does the thief\? \d+ of 14 still let the thief in\.$/,
  )
  await page.getByRole('button', { name: 'Log out', exact: true }).click()
  await expect(answer).toHaveText(/^\d+ of 14 still let the thief in\.$/)
  await expect(answer).toBeInViewport()
  const strategies = await declared(page)
  for (const { id, promises } of strategies) {
    const verdict = promises['logout']?.stops === 'at-once' ? 'blocked' : 'in'
    await expect(page.locator(`[data-lane=${id}] [data-verdict]`), id).toHaveAttribute(
      'data-verdict',
      verdict,
    )
  }
  const survivor = strategies.find(({ promises }) => promises['logout']?.stops === 'at-expiry')
  await page.locator(`[data-lane=${survivor?.id}] h3 button`).click()
  await expect(page.getByText('What closes the gap')).toBeVisible()
  // And what it costs: as the benchmarks have measured it.
  const cost = measuredCost(survivor?.id ?? '')
  await expect(page.getByText(`${micros(cost?.verify ?? 0)} a check`).first()).toBeVisible()
  const took = performance.now() - began
  expect(await page.evaluate(() => sessionStorage.getItem('clicks'))).toBe('2')
  expect(took / Math.max(slowBefore, slowdown())).toBeLessThan(PATIENCE)
  await expect(page).toHaveURL(new RegExp(`event=logout&lane=${survivor?.id}$`))
})

test('advancing the clock closes what was promised within minutes', async ({ page }) => {
  await visit(page, '/')
  await page.getByRole('button', { name: 'Steal the session' }).click()
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(page.getByText(/^Alice changed her password (just now|\d)/)).toBeVisible()
  await page.getByRole('button', { name: 'Advance 5 min' }).click()
  const lane = page.locator('[data-lane=jwt-refresh-rotation]')
  await expect(lane.locator('[data-verdict]')).toHaveAttribute('data-verdict', 'blocked')
  await lane.getByRole('button').click()
  await expect(lane.getByText('the promise was kept')).toBeVisible()
})

test('a run survives a reload', async ({ page }) => {
  await visit(page, '/')
  await page.getByRole('button', { name: 'Steal the session' }).click()
  await page.getByRole('button', { name: 'Ban', exact: true }).click()
  await expect(page.getByText(/^Alice was banned (just now|\d)/)).toBeVisible()
  await page.reload()
  await expect(page.getByText(/^Alice was banned (just now|\d)/)).toBeVisible()
})

test('a feed that is lost says so, and says when it is back', async ({ page }) => {
  await visit(page, '/')
  await page.getByRole('button', { name: 'Steal the session' }).click()
  await expect(page.getByText('Now end the session.')).toBeVisible()
  await page.route('**/api/lab/round', (route) => route.abort())
  await expect(page.getByText(/^No answer since/)).toBeVisible()
  await expect(page.getByText('Stale: Thief in').first()).toBeVisible()
  await expectAccessibleInBoth(page)
  await page.unroute('**/api/lab/round')
  await expect(page.getByText(/^No answer since/)).toBeHidden()
})

test('an error is a state of its own, and a lane that cannot run says why', async ({ page }) => {
  await visit(page, '/')
  const gone = page.locator('[data-unavailable=jwt-replicated-blocklist]')
  await expect(gone).toContainText('unavailable: needs PostgreSQL and Redis')
  await page.getByRole('button', { name: 'Steal the session' }).click()
  await expect(page.getByText('Now end the session.')).toBeVisible()
  // As the server answers where one strategy's store fails: app/api/outage.test.ts takes one away.
  await page.route('**/api/lab/round', async (route) => {
    const response = await route.fetch()
    const { lanes, ...round } = roundSchema.parse(await response.json())
    const failing = { ...lanes, 'cookie-session': { failed: 'store_unavailable' } }
    await route.fulfill({ response, json: { ...round, lanes: failing } })
  })
  const lane = page.locator('[data-lane=cookie-session]')
  await expect(lane.locator('[data-verdict]')).toHaveAttribute('data-verdict', 'error')
  await expect(lane).toContainText('counted as nothing')
  await page.getByRole('button', { name: 'Log out', exact: true }).click()
  await expect(
    page.getByText(/^Alice logged out .*\. Of 1 nothing is known: an error\.$/),
  ).toBeVisible()
  await expect(page.locator('[data-lane=jwt-blocklist] [data-verdict=blocked]')).toBeVisible()
  await expectAccessibleInBoth(page)
  // A round that is under way is let finish, or the page would wait for it for ever.
  await page.unrouteAll({ behavior: 'wait' })
  await expect(lane.locator('[data-verdict]')).toHaveAttribute('data-verdict', 'blocked')

  // What was asked for could not be done at all.
  const body = { code: 'store_unavailable', detail: 'A store does not answer.' }
  await page.route('**/api/lab/steal', (route) => route.fulfill({ status: 503, json: body }))
  await page.getByRole('button', { name: 'Steal afresh' }).click()
  await expect(page.getByText('Nothing was counted as blocked.')).toBeVisible()
  await expectAccessibleInBoth(page)
})

test('it works by keyboard, and ? lists the keys', async ({ page }) => {
  await visit(page, '/')
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await page.keyboard.press('?')
  // The box in the dialog has the focus, and loses it when the page is drawn next: the key is faster.
  await page.evaluate(() => {
    document.querySelector('dialog')?.close()
    const key = new KeyboardEvent('keydown', { key: 's', bubbles: true, cancelable: true })
    document.activeElement?.dispatchEvent(key)
  })
  await expect(page.getByText('Now end the session.')).toBeVisible()
  await page.keyboard.press('b')
  await expect(page.getByText(/^Alice was banned (just now|\d)/)).toBeVisible()
})
