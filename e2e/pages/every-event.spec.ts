import { expect, test } from '@playwright/test'
import { declared, visit } from './lab-page.ts'

/** What the buttons of the lab fire, by the name of the event in the declarations. */
const buttons = {
  logout: 'Log out',
  'logout-everywhere': 'Log out everywhere',
  'password-change': 'Change password',
  reauthentication: 'Ask for the password again',
  ban: 'Ban',
  delete: 'Delete',
  'role-change': 'Demote',
  'force-logout': 'Force log-out',
  'rotate-keys': 'Rotate keys',
  'logout-all-users': 'Sign everybody out',
  'rekey-account': 'Change lookup id',
}

for (const transport of ['cookie', 'bearer']) {
  test(`every event does in each lane what was declared, by ${transport}`, async ({ page }) => {
    test.slow()
    await visit(page, '/')
    await page.request.patch('/api/workspace/settings', { data: { transport } })
    await page.reload()
    await page.getByRole('button', { name: 'Steal the session' }).click()
    await expect(page.getByText('Now end the session.')).toBeVisible()
    for (const [event, name] of Object.entries(buttons)) {
      await page.getByRole('button', { name, exact: true }).click()
      // The run is under way once its event is in the address and its knocks are in.
      await expect(page).toHaveURL(new RegExp(`event=${event}$`))
      for (const { id, promises } of await declared(page)) {
        const survives = event === 'role-change' ? 'waiting' : 'in'
        const verdict = promises[event]?.stops === 'at-once' ? 'blocked' : survives
        const lane = page.locator(`[data-lane="${id}"]`)
        await expect(lane.getByText(`${name}: promised`), `${event} ${id}`).toBeVisible()
        await expect(lane.locator('[data-verdict]'), `${event} ${id}`).toHaveAttribute(
          'data-verdict',
          verdict,
        )
      }
    }
  })
}
