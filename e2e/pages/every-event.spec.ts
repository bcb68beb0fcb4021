import { expect, test, type Page } from '@playwright/test'
import { declared, open } from './lab-page.ts'

/** What the buttons of the lab fire, by the name of the event in the declarations. */
const buttons = {
  logout: 'Log out',
  'logout-everywhere': 'Log out everywhere',
  'password-change': 'Change password',
  'password-reset': 'Reset password',
  reauthentication: 'Ask for the password again',
  ban: 'Ban',
  delete: 'Delete',
  'role-change': 'Demote',
  'force-logout': 'Force log-out',
  'rotate-keys': 'Rotate keys',
  'routine-rotation': 'Rotate as a routine',
  'logout-all-users': 'Sign everybody out',
  'rekey-account': 'Change account id',
}

/** What each lane says of an event, and of which: how the thief fares, in the order of the names. */
const laneVerdicts = (page: Page) =>
  page.locator('[data-lane]').evaluateAll((lanes) =>
    lanes
      .map((lane) => ({
        id: lane.getAttribute('data-lane') ?? '',
        event: lane.closest('[data-live]')?.getAttribute('data-live'),
        verdict: lane.querySelector('[data-verdict]')?.getAttribute('data-verdict'),
      }))
      .toSorted((a, b) => a.id.localeCompare(b.id)),
  )

// Those that have no bearer form stay on cookies: both kinds are in one round.
test('every event does in each lane what was declared', async ({ page }) => {
  await page.request.post('/api/workspaces', { data: { settings: { transport: 'bearer' } } })
  await open(page, '/')
  const strategies = await declared(page)
  await page.getByRole('button', { name: 'Steal the session' }).click()
  await expect(page.getByText('Now end the session.')).toBeVisible()
  const inSight = new Set(['logout', 'password-change', 'ban'])
  for (const [event, name] of Object.entries(buttons)) {
    if (!inSight.has(event)) await page.getByText('More', { exact: true }).click()
    await page.getByRole('button', { name, exact: true }).click()
    // The run is under way once its event is in the address and its knocks are in.
    await expect(page).toHaveURL(new RegExp(`event=${event}$`))
    const survives = event === 'role-change' ? 'waiting' : 'in'
    const expected = strategies
      .map(({ id, promises }) => ({
        id,
        event,
        verdict: promises[event]?.stops === 'at-once' ? 'blocked' : survives,
      }))
      .toSorted((a, b) => a.id.localeCompare(b.id))
    // All lanes in one look: they are of one round, and a look at each takes seconds.
    await expect.poll(() => laneVerdicts(page), { message: event }).toEqual(expected)
  }
})
