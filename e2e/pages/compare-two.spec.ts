import { expect, test } from '@playwright/test'
import { z } from 'zod'
import { eventNames } from '#lib/strategies/events.ts'
import { visit } from './lab-page.ts'

const [A, B] = ['jwt-refresh-rotation', 'jwt-blocklist'] as const
/** What is to end nobody's session goes by whose it ends. */
const MEANT_TO_STAY = ['routine-rotation', 'browser-close']

const evidence = z.object({ firstRefused: z.number().nullable(), collateral: z.string() })

test('two strategies are held against each other by their runs', async ({ page }) => {
  await visit(page, `/compare/two?a=${A}&b=${B}&preset=lab`)
  const rows = page.locator('[data-event]')
  await expect(rows).toHaveCount(eventNames.length)
  const measured = async (strategy: string, event: string) => {
    const answer = await page.request.get(`/api/evidence/${strategy}/${event}?preset=lab`)
    const { firstRefused, collateral } = evidence.parse(await answer.json())
    const hurt = ['none', 'other-devices', 'everyone'].indexOf(collateral)
    return MEANT_TO_STAY.includes(event) ? hurt : (firstRefused ?? Infinity) * 10 + hurt
  }
  const counts = { first: 0, second: 0, alike: 0 }
  for (const event of eventNames) {
    const [a, b] = [await measured(A, event), await measured(B, event)]
    const better = a === b ? 'alike' : a < b ? 'first' : 'second'
    await expect(page.locator(`[data-event=${event}]`)).toHaveAttribute('data-better', better)
    counts[better] += 1
  }
  await expect(page.locator('[data-answer]')).toHaveText(
    `JWT + blocklist is better at ${counts.second} events, JWT + refresh rotation at ${counts.first}.`,
  )
  const isOther = page.getByText('This is not what the address asks for.')
  await expect(isOther).toBeHidden()
  await page.getByLabel('Or this one').selectOption(A)
  await page.getByRole('button', { name: 'Compare the two' }).click()
  await expect(isOther).toBeVisible()
  await page.getByLabel('Or this one').selectOption('cookie-session')
  await page.getByRole('button', { name: 'Compare the two' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'JWT + refresh rotation or Cookie session store?',
  )
})
