import { expect, test, type Page } from '@playwright/test'
import { declared, expectAccessible, expectAccessibleInBoth, narrow, visit } from './lab-page.ts'

const lane = (page: Page, id: string) => page.locator(`[data-lane="${id}"]`)

test('a link shows every lane as it was measured at that moment', async ({ page }) => {
  await visit(page, '/?mode=replay&event=logout&at=301')
  const strategies = await declared(page)
  for (const { id, promises } of strategies) {
    const promise = promises['logout']
    const isOver = promise?.stops === 'at-once' || (promise?.seconds ?? Infinity) <= 300
    await expect(lane(page, id).locator('[data-verdict]'), id).toHaveAttribute(
      'data-verdict',
      isOver ? 'blocked' : 'in',
    )
  }
  const rotation = lane(page, 'jwt-refresh-rotation')
  await expect(rotation).toContainText('measured, to 1 s: was in at 4:59')
  await expect(rotation).toContainText('promised within 5 min')
  await expect(rotation.getByRole('img')).toHaveAccessibleName(/accepted, 1 refused so far/)
})

test('what is still accepted at the horizon is not called closed', async ({ page }) => {
  await visit(page, '/?mode=replay&event=logout&lanes=next-auth-jwt,cookie-session')
  await expect(page.locator('[data-lane]')).toHaveCount(2)
  await expect(
    page.getByText(/^0 s after the event the thief is in under 1 of 2/).first(),
  ).toBeVisible()
  const slider = page.getByRole('slider', { name: 'Time since the event' })
  await slider.press('End')
  await expect(lane(page, 'next-auth-jwt')).toContainText('≥ 24 h')
  await expect(lane(page, 'next-auth-jwt')).toContainText('still accepted at the horizon')
  await expect(page).toHaveURL(/at=86400/)
  await expect(slider).toHaveAttribute('aria-valuetext', '24 h after: Alice logged out')
  await expectAccessibleInBoth(page)
})

test('it plays, steps and pauses, and rests where it was left', async ({ page }) => {
  await visit(page, '/?mode=replay&event=ban&lanes=jwt-refresh-rotation')
  const rotation = lane(page, 'jwt-refresh-rotation')
  await expect(rotation.locator('[data-verdict=in]')).toBeVisible()
  await page.getByLabel('Speed').selectOption('3600')
  await page.getByRole('button', { name: 'Play', exact: true }).click()
  await expect(rotation.locator('[data-verdict=blocked]')).toBeVisible()
  await page.keyboard.press('p')
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible()
  await expect(page).toHaveURL(/at=\d+/)
  await page.getByRole('slider').press('Home')
  await page.getByRole('button', { name: 'To the next measured moment' }).focus()
  // The knocks of the measured run, around the ends of all lifetimes, and no second between them.
  for (const at of [1, 2, 9, 10, 299, 300]) {
    await page.keyboard.press('.')
    await expect(page.locator(`[data-at="${at}"]`)).toBeVisible()
  }
  await page.getByRole('button', { name: 'To the measured moment before' }).click()
  await expect(page).toHaveURL(/at=299/)
  await page.reload()
  await expect(rotation).toContainText('4:59')
})

test('reduced motion jumps from one closing to the next', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await visit(page, '/?mode=replay&event=logout&lanes=jwt-refresh-rotation,stateless-jwt')
  await expect(page.getByText(/under 2 of 2 strategies/).first()).toBeVisible()
  await page.getByRole('button', { name: 'Play', exact: true }).click()
  await expect(page.locator('[data-at="300"]')).toBeVisible()
  await expect(page.locator('[data-at="3600"]')).toBeVisible()
})

test('lanes are chosen by hand and by what they do, in both modes', async ({ page }) => {
  await visit(page, '/?show=open')
  const open = (await declared(page)).filter(
    ({ promises }) => promises['logout']?.stops !== 'at-once',
  )
  await expect(page.locator('[data-lane]')).toHaveCount(open.length)
  await page.getByText('Choose lanes').click()
  await page.getByRole('checkbox', { name: open[0]?.title ?? '' }).click()
  await expect(page.locator('[data-lane]')).toHaveCount(open.length - 1)
  await page.getByRole('button', { name: 'Replay the measured hours' }).click()
  await expect(page.locator('[data-lane]')).toHaveCount(open.length - 1)
  await expect(page).toHaveURL(/show=open&lanes=/)
})

test('the replay is accessible', async ({ page }) => {
  await visit(page, '/?mode=replay&event=role-change&at=200')
  await expect(page.getByText('Old role').first()).toBeVisible()
  await expect(page.getByText(/^Measuring/)).toBeHidden()
  await page.getByText('Choose lanes').click()
  await expectAccessibleInBoth(page)
  await page.setViewportSize(narrow)
  await expectAccessible(page, { look: 'all but colours' })
})
