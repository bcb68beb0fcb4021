import { expect, test } from '@playwright/test'
import { z } from 'zod'
import { callsOf, signIn, workspaceUnder } from './honest-user.ts'
import { open } from './lab-page.ts'

/** What an honest person does in a hurry, or where the network or a password is gone. */

test('a call that cannot leave says so, and ends', async ({ page }) => {
  const passwords = await workspaceUnder(page.context(), 'cookie-session')
  await page.clock.install()
  await open(page, '/app')
  await signIn(page, passwords)
  // Never answered: as good as never sent.
  await page.route('**/logout', () => {})
  await page.getByRole('button', { name: 'Log out', exact: true }).click()
  await page.clock.fastForward(5_000)
  await expect(page.getByText('Still no answer from the server')).toBeVisible()
  await page.clock.fastForward(30_000)
  await expect(page.getByText('No answer came in 30 s')).toBeVisible()
  await expect(page.getByText('Signed in as alice')).toBeVisible()
})

for (const width of [375, 1440]) {
  test(`a second press at the place of the first ends nothing, at ${width} px`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 900 })
    const passwords = await workspaceUnder(page.context(), 'cookie-session')
    await open(page, '/app')
    const calls = callsOf(page)
    const ending = () => calls.filter((call) => call.startsWith('POST logout'))
    await page.getByLabel('User name').fill('alice')
    await page.getByLabel('Password', { exact: true }).fill(passwords.get('alice') ?? '')
    const enter = page.getByRole('button', { name: 'Sign in', exact: true })
    await enter.scrollIntoViewIfNeeded()
    const box = await enter.boundingBox()
    if (!box) throw new Error('no button')
    // All over the button, since which other one comes to lie there is a matter of fonts.
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
    await page.mouse.click(x, y)
    await expect(page.getByText('Signed in as alice')).toBeVisible()
    // Wherever it is: the button that is the worst to hit comes to lie under the pointer.
    await page.getByRole('button', { name: 'Log out everywhere' }).evaluate(
      (button, at) => {
        const { left, top, width: wide, height } = button.getBoundingClientRect()
        const [right, down] = [at.x - left - wide / 2, at.y - top - height / 2]
        button.style.transform = `translate(${right}px, ${down}px)`
        button.style.zIndex = '1'
      },
      { x, y },
    )
    await page.mouse.click(x, y)
    await page.getByRole('button', { name: 'Am I still in?' }).click()
    await expect.poll(() => calls).toContain('GET me')
    await expect(page.getByText('Signed in as alice')).toBeVisible()
    expect(ending()).toEqual([])

    // A key is never an accident of layout.
    await page.getByRole('button', { name: 'Log out everywhere' }).press('Enter')
    await expect(page.getByText('Not signed in')).toBeVisible()
    expect(ending()).toHaveLength(1)
  })
}

test('a double press deletes one account, and bans without lifting the ban', async ({ page }) => {
  await workspaceUnder(page.context(), 'cookie-session')
  await open(page, '/operator')
  for (const name of ['Ban: bob', 'Delete: alice']) {
    const box = await page.getByRole('button', { name }).boundingBox()
    if (!box) throw new Error('no button')
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
    await page.mouse.click(x, y)
    await expect(page.getByRole('button', { name, exact: true })).toBeHidden()
    await page.mouse.click(x, y)
  }
  await page.getByRole('button', { name: 'Advance 1 minute' }).click()
  await page.reload()
  await expect(page.getByRole('button', { name: 'Unban: bob' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Delete: bob' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Delete: alice' })).toBeHidden()
})

test('after a password change there is a way in again', async ({ page }) => {
  const passwords = await workspaceUnder(page.context(), 'cookie-session')
  await open(page, '/app')
  await signIn(page, passwords)
  await page.getByLabel('Current password').fill(passwords.get('alice') ?? '')
  await page.getByLabel('New password').fill('a new and longer one')
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(page.getByText('This device stays signed in')).toBeVisible()
  const leave = async () => {
    await page.getByRole('button', { name: 'Log out', exact: true }).click()
    await expect(page.getByText('Not signed in')).toBeVisible()
  }
  await leave()
  const enter = page.getByRole('button', { name: 'Sign in', exact: true })
  // The page remembers what was typed on it ...
  await page.getByRole('button', { name: 'Fill in alice' }).click()
  await enter.click()
  await expect(page.getByText('Signed in as alice')).toBeVisible()
  await leave()
  // ... and nobody does after it has gone.
  await page.reload()
  await page.getByRole('button', { name: "Reset alice's password" }).click()
  await expect(page.getByRole('button', { name: 'Fill in alice' })).toBeEnabled()
  await enter.click()
  await expect(page.getByText('Signed in as alice')).toBeVisible()
})

test('a reset that is used up says who makes another', async ({ page }) => {
  await workspaceUnder(page.context(), 'cookie-session')
  const offer = await page.request.post('/api/operator/users/bob/password-reset', { data: {} })
  const { link } = z.object({ link: z.string() }).parse(await offer.json())
  await open(page, link)
  const set = page.getByRole('button', { name: 'Set the password' })
  await page.getByLabel(/New password/).fill('short')
  await set.click()
  await expect(page.getByRole('link', { name: 'The operator' })).toBeHidden()
  await page.getByLabel(/New password/).fill('a new and longer one')
  await set.click()
  await expect(page.getByText('bob has a new password')).toBeVisible()
  await page.reload()
  await page.getByLabel(/New password/).fill('yet another, and longer')
  await set.click()
  await expect(page.getByText('The reset was used, is over, or never was')).toBeVisible()
  await page.getByRole('link', { name: 'The operator' }).click()
  await expect(page.getByRole('button', { name: 'Reset password: bob' })).toBeVisible()
})
