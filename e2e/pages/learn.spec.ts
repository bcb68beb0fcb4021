import { expect, test, type Page } from '@playwright/test'
import { visit } from './lab-page.ts'

const CHAPTER = '/learn/refresh-and-reuse'

/** Presses a link and waits until its answer is drawn: the links beside it lead on from there. */
async function press(page: Page, name: string): Promise<void> {
  const link = page.getByRole('link', { name, exact: true })
  const href = (await link.getAttribute('href')) ?? ''
  await link.click()
  await page.waitForURL((url) => `${url.pathname}${url.search}` === href.replace(/#.*/, ''))
}

test.describe('why a token cannot be revoked', () => {
  test('an edited token is refused, and one that was left alone outlives the log-out', async ({
    page,
  }) => {
    await visit(page, '/learn')
    await page.getByRole('link', { name: 'Why a token cannot be revoked' }).click()
    const verdict = page.locator('#verdict')
    const stopsAt = (check: string) =>
      expect(page.locator('[data-state=refused]')).toHaveAttribute('data-check', check)
    await expect(verdict).toContainText('Accepted, as alice (member).')
    await press(page, 'role: admin')
    await expect(verdict).toContainText('the signature does not fit')
    await stopsAt('signature')
    await press(page, 'alg: none, no signature')
    await stopsAt('form')
    await press(page, "Signed with the server's key")
    await expect(verdict).toContainText('Accepted, as alice (admin)')

    await press(page, 'As it was issued')
    await press(page, 'Alice logs out')
    await press(page, 'In its last second')
    await expect(verdict).toContainText('her token is accepted all the same')
    await expect(page.getByText('client-only')).toBeVisible()
    await expect(page.getByText('made 0 reads and 0 writes')).toBeVisible()
    await press(page, 'After 1 h')
    await expect(verdict).toContainText('it has expired')
  })

  test('every key that is pressed is checked, and the other fields follow', async ({ page }) => {
    await visit(page, '/learn/stateless-tokens')
    const payload = page.getByLabel('Payload')
    const genuine = await payload.inputValue()
    await payload.fill(genuine.replace('"alice"', '"bob"'))
    const verdict = page.locator('#verdict')
    await expect(verdict).toContainText('the signature does not fit')
    await expect(payload).toBeFocused()
    await page.getByLabel("made with the server's key").check()
    await expect(verdict).toContainText('Accepted, as bob')
    await expect(page.getByLabel('Signature', { exact: true })).not.toHaveValue(/^4PQN/)
    await page.getByRole('link', { name: 'As it was issued' }).click()
    await expect(payload).toHaveValue(genuine)
  })

  test.describe('without JavaScript', () => {
    test.use({ javaScriptEnabled: false })

    test('the token is a form', async ({ page }) => {
      await page.goto('/learn/stateless-tokens?out=1&at=half-time')
      await page.getByLabel('Header').fill('{"alg":"HS256","typ":"at+jwt","kid":"another"}')
      await page.getByRole('button', { name: 'Check it' }).first().click()
      await expect(page.locator('#verdict')).toContainText('the server knows no such key')
      // What else was set stays as it was.
      await expect(page).toHaveURL(/out=1&at=half-time/)
      await page.getByText('Write the token as a whole').click()
      await page.getByLabel('Token', { exact: true }).fill('a.b')
      await page.getByRole('button', { name: 'Check it' }).last().click()
      await expect(page.locator('#verdict')).toContainText('not have the form of a signed token')
    })
  })
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('ways to take a token back differ in whom else they sign out', async ({ page }) => {
    await page.goto('/learn/revocation')
    const stands = page.locator('#how-it-went')
    const who = (way: string, name: string) => page.locator(`[data-way=${way}] [data-who=${name}]`)
    await expect(stands).toContainText('5 of 5 ways end the copy at once, and 3 sign out a device')
    await expect(who('stateless-jwt', 'thief')).toContainText('still in, for 1 h')
    await expect(who('jwt-token-version', 'laptop')).toContainText('signed out as well')
    await expect(who('jwt-allowlist', 'laptop')).toContainText('stays in')
    await expect(page.locator('[data-way=jwt-user-key] [data-read]')).toHaveCount(1)
    await page.getByRole('link', { name: 'Sign out a device' }).click()
    await expect(who('jwt-allowlist', 'thief')).toContainText('refused at once')
    await expect(who('jwt-blocklist', 'thief')).toContainText('still in, for 1 h')
  })

  test('the sliders are a form', async ({ page }) => {
    await page.goto('/learn/lifetimes?question=at-rest')
    await page.locator('input[name=idleTtl]').fill('0')
    await page.getByRole('button', { name: 'Measure it' }).click()
    await expect(page.locator('[data-strategy=cookie-session]')).toContainText('after 10 min')
    await expect(page.locator('#how-it-went')).toContainText('nobody uses the copy')
  })

  test('cookie or storage: the switches decide over CSRF, and not over XSS', async ({ page }) => {
    await page.goto('/learn/cookie-or-storage')
    const found = (deed: string, home: string) =>
      page.locator(`[data-deed=${deed}] [data-home=${home}]`)
    const set = (name: string, position: string) =>
      page.getByRole('region', { name }).getByRole('link', { name: position, exact: true }).click()
    // There is a run of the attacks beside this server, or there is none.
    const [works, blocked] = [
      /^Cookie(Works|Predicted to work)/,
      /^Cookie(Blocked|Predicted to be)/,
    ]
    await expect(found('form', 'cookie')).toHaveText(blocked)
    await set('SameSite', 'None')
    await set('The server checks', 'No')
    await expect(found('form', 'cookie')).toHaveText(works)
    await expect(found('fetch', 'cookie')).toHaveText(works)
    await set('Third-party cookies', 'Blocked')
    await expect(found('form', 'cookie')).toHaveText(works)
    await expect(found('fetch', 'cookie')).toHaveText(blocked)
    await expect(found('script-rides', 'cookie')).toHaveText(works)
    await expect(found('form', 'storage')).toContainText('measured here')
    await expect(page.getByText('SameSite=None', { exact: false }).first()).toBeVisible()
  })
})

test('lifetimes bend the bars, and what was set before stays', async ({ page }) => {
  await visit(page, '/learn/lifetimes')
  const door = (strategy: string) => page.locator(`[data-strategy=${strategy}]`)
  await expect(page.locator('#how-it-went')).toContainText('Alice logs out. Of 8 doors, 2 close')
  await expect(door('stateless-jwt')).toContainText('after 1 h')
  await page.locator('input[name=tokenTtl]').fill('0')
  await expect(door('stateless-jwt')).toContainText('after 1 min')
  await press(page, '5 min behind')
  const skewed = page.locator('[data-skewed=stateless-jwt]')
  await expect(skewed).toContainText('refused for 5 min')
  await press(page, 'Nobody ends it, the copy rests')
  await expect(door('cookie-session')).toContainText('after 30 min')
  await expect(door('stateless-jwt')).toContainText('after 1 min')
})

test('whoever renews second is noticed, and both are signed out', async ({ page }) => {
  await visit(page, '/learn')
  await page.getByRole('link', { name: 'Refresh tokens and reuse detection' }).click()
  const stands = page.locator('#how-it-stands')
  await expect(stands).toContainText('Who renews first?')
  await press(page, 'The thief renews')
  await expect(stands).toContainText('The thief is in.')
  await press(page, '1 min passes')
  await press(page, 'Alice renews')
  await expect(stands).toContainText('both are signed out')
  await expect(page.getByText('used before: reuse.')).toBeVisible()
  for (const party of ['alice', 'thief']) {
    await expect(page.locator(`[data-party=${party}]`)).toContainText('the next renewal is refused')
  }
  for (const answer of ['both.', 'after 1 min, when R0', 'R0 had been', '10 s, and nobody']) {
    await expect(page.getByText(`In this play: ${answer}`)).toBeVisible()
  }
  // Back takes a move back.
  await page.goBack()
  await expect(stands).toContainText('The thief is in.')
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('a play is links: the grace decides over a lost answer', async ({ page }) => {
    await page.goto(`${CHAPTER}?moves=answer-is-lost.five-seconds-pass.alice-renews`)
    const stands = page.locator('#how-it-stands')
    await expect(page.getByText('used before, but within the grace')).toBeVisible()
    await page.getByRole('link', { name: '0 s', exact: true }).click()
    await expect(stands).toContainText('Alice was taken for one, and signed out.')
    await page.goto(`${CHAPTER}?moves=nothing-of-this-kind`)
    await expect(page.getByText('asks for what cannot be played')).toBeVisible()
    await expect(stands).toContainText('Who renews first?')
  })
})

test('two quick presses are two moves', async ({ page }) => {
  await visit(page, CHAPTER)
  const once = page.getByRole('link', { name: '5 s pass', exact: true })
  // Before the first of them has been drawn.
  await once.evaluate((link: HTMLAnchorElement) => {
    link.click()
    link.click()
    document.querySelector<HTMLAnchorElement>('a[href*="moves=alice-renews"]')?.click()
  })
  await expect(page).toHaveURL(/moves=five-seconds-pass\.five-seconds-pass\.alice-renews/)
  await press(page, 'One back')
  await expect(page).toHaveURL(/moves=five-seconds-pass\.five-seconds-pass(&|$)/)
})
