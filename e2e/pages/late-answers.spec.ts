import { expect, test } from '@playwright/test'
import { z } from 'zod'
import { answerLine } from '#lib/scenarios/stages/late-answers.ts'
import { weakened } from '../defences/weakened.ts'
import { open } from './lab-page.ts'

const made = z.object({ users: z.array(z.object({ username: z.string(), password: z.string() })) })

test('a log-out has the last word, whatever another tab is waiting for', async ({ context }) => {
  const line = answerLine()
  const asked: string[] = []
  await using way = await weakened(process.env['LAB_URL'] ?? '', {
    async held(path, method) {
      if (method !== 'POST') return
      asked.push(path.replace(/.*\//, ''))
      if (path.endsWith('/password')) await line.pass()
    },
  })
  const settings = { strategy: 'cookie-session', transport: 'cookie' }
  const workspace = await context.request.post(`${way.url}/api/workspaces`, { data: { settings } })
  const { users } = made.parse(await workspace.json())
  const password = users.find(({ username }) => username === 'alice')?.password ?? ''

  const [one, two] = [await context.newPage(), await context.newPage()]
  await open(one, `${way.url}/app`)
  await one.getByLabel('User name').fill('alice')
  await one.getByLabel('Password', { exact: true }).fill(password)
  await one.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(one.getByText('Signed in as alice')).toBeVisible()
  await open(two, `${way.url}/app`)
  await expect(two.getByText('Signed in as alice')).toBeVisible()

  await one.getByLabel('Current password').fill(password)
  await one.getByLabel('New password').fill('another password')
  const late = await line.hold(async () => {
    await one.getByRole('button', { name: 'Change password' }).click()
    await expect(one.getByText('Changed.').or(one.getByText('Not signed in'))).toBeVisible()
  })
  await two.getByRole('button', { name: 'Log out', exact: true }).click()
  expect(asked.at(-1)).toBe('password')
  await late.arrives()
  for (const page of [one, two]) await expect(page.getByText('Not signed in')).toBeVisible()
  expect(asked.at(-1)).toBe('logout')
  const me = await context.request.get(`${way.url}/api/strategies/cookie-session/me`)
  expect(me.status()).toBe(401)
})
