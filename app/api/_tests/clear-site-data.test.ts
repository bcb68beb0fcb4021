import { afterAll, expect, it } from 'vitest'
import type { StrategyDefinition } from '#lib/strategies/contract.ts'
import { cookieSession } from '#lib/strategies/cookie-session.ts'
import { strategies } from '#lib/strategies/registry.ts'
import type { Settings } from '#lib/workspace/settings.ts'
import { createServer, type Reply } from './contract-client.ts'

const server = await createServer()
afterAll(() => server.runtime.close())

const headers = {
  off: null,
  cache: '"cache"',
  storage: '"storage"',
  cookies: '"cookies"',
  all: '"cache", "cookies", "storage"',
} as const

/** What the answers to a log-out of this device, and to other calls, say. */
async function saidUnder(strategy: StrategyDefinition, settings: Partial<Settings>) {
  const client = (await server.workspace(settings)).client(strategy)
  const others = [await client.logIn(), await client.me(), await client.logOut('others')]
  const logouts = []
  for (const scope of ['this', 'all'] as const) {
    await client.logIn()
    const thief = client.copy()
    // Whoever has nothing to end any more wanted to leave as well.
    logouts.push(await client.logOut(scope), await thief.logOut(scope))
  }
  const said = (replies: Reply[]) => replies.map((reply) => reply.headers.get('Clear-Site-Data'))
  return { logouts: said(logouts), others: said(others) }
}

it.each(strategies)('$id: a log-out of this device says what is set', async (strategy) => {
  const set = await saidUnder(strategy, { clearSiteData: 'all' })
  expect(set).toEqual({ logouts: Array(4).fill(headers.all), others: Array(3).fill(null) })
  const off = await saidUnder(strategy, {})
  expect(off).toEqual({ logouts: Array(4).fill(null), others: Array(3).fill(null) })
})

it.each(Object.entries(headers))('%s', async (wanted, header) => {
  const clearSiteData = wanted as keyof typeof headers
  const said = await saidUnder(cookieSession, { clearSiteData, transport: 'bearer' })
  expect(new Set(said.logouts)).toEqual(new Set([header]))
})
