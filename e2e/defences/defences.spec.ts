import type { IncomingHttpHeaders } from 'node:http'
import type { Browser } from '@playwright/test'
import { findAttack } from '#lib/scenarios/attacks/registry.ts'
import { runAttack } from '#lib/scenarios/attacks/run.ts'
import { findStrategy } from '#lib/strategies/registry.ts'
import { describe } from '#lib/strategies/describe.ts'
import { defaultSettings, lifetimesOf } from '#lib/workspace/settings.ts'
import { openBrowserStage } from '../attacks/open-stage.ts'
import { expect, test } from '../fixtures.ts'
import { faultsOf } from '../report/faults.ts'
import { weakened, type Weakness } from './weakened.ts'

/** Of where a request comes from, the server is told nothing. */
const untold = ({ ...headers }: IncomingHttpHeaders) => {
  delete headers['sec-fetch-site']
  delete headers.origin
  return headers
}

/** Of several cookies with one name, the server is told of one alone. */
function oneOfEach({ cookie = '', ...headers }: IncomingHttpHeaders, which: 'first' | 'last') {
  const pairs = cookie.split('; ').map((pair) => [pair.split('=')[0] ?? '', pair] as const)
  const kept = new Map(which === 'last' ? pairs : pairs.toReversed())
  return { ...headers, ...(cookie && { cookie: [...kept.values()].join('; ') }) }
}

const weaknesses = {
  none: {},
  'no origin check': { asked: untold },
  'no origin check, and any type taken for JSON': {
    asked: (headers) => ({ ...untold(headers), 'content-type': 'application/json' }),
  },
  'the first of two cookies taken': { asked: (headers) => oneOfEach(headers, 'first') },
  'the last of two cookies taken': { asked: (headers) => oneOfEach(headers, 'last') },
  'a log-out on GET': {
    method: (method, path) => (path.endsWith('/logout') ? 'POST' : method),
  },
  'no HttpOnly': { cookie: (line) => line.replace(/; HttpOnly/i, '') },
  'no SameSite': { cookie: (line) => line.replace(/; SameSite=\w+/i, '; SameSite=None; Secure') },
} satisfies Record<string, Weakness>

/** What a defence keeps out comes in without it, and the run says so. */
const cases: [keyof typeof weaknesses, attack: string, isNoticed: boolean][] = [
  ['none', 'csrf-form-none-checked', false],
  ['none', 'csrf-form-lax-unchecked', false],
  ['none', 'xss-read-cookie', false],
  // The next defence holds: a form cannot say that it sends JSON.
  ['no origin check', 'csrf-form-none-checked', false],
  ['no origin check', 'csrf-fetch-none-checked', false],
  ['no origin check, and any type taken for JSON', 'csrf-form-none-checked', true],
  ['no origin check, and any type taken for JSON', 'csrf-fetch-none-checked', true],
  // What the owner's browser keeps back is a defence that no server has taken away.
  ['no origin check, and any type taken for JSON', 'csrf-form-none-checked-first-party', true],
  ['no origin check, and any type taken for JSON', 'csrf-fetch-none-checked-first-party', false],
  // And `SameSite` stands behind both.
  ['no origin check, and any type taken for JSON', 'csrf-form-lax-checked', false],
  ['none', 'hijack-none-checked', false],
  ['no origin check', 'hijack-none-checked', true],
  ['no origin check', 'hijack-lax-checked', false],
  ['no SameSite', 'hijack-lax-unchecked', true],
  ['no SameSite', 'csrf-form-lax-unchecked', true],
  ['no SameSite', 'csrf-form-strict-unchecked', true],
  ['no SameSite', 'csrf-fetch-lax-unchecked', true],
  ['no HttpOnly', 'xss-read-cookie', true],
  ['the first of two cookies taken', 'sibling-shadow-first', true],
  ['the last of two cookies taken', 'sibling-shadow-last', true],
  ['a log-out on GET', 'logout-by-image', true],
  ['a log-out on GET', 'logout-by-prefetch', true],
  ['a log-out on GET', 'logout-by-speculation', true],
  ['a log-out on GET', 'logout-by-prerender', true],
]

/** What the transfer comes to on a machine that is busy, or going down. */
const transferMeets = (status: number | null): Weakness => ({
  instead: (path) => (path.endsWith('/transfer') ? status : undefined),
})

async function playWith(weakness: Weakness, id: string, strategy: string, browser: Browser) {
  const attack = findAttack(id)
  const definition = findStrategy(strategy)
  if (!attack || !definition) throw new Error(`there is no ${id} on ${strategy}`)
  const settings = { ...defaultSettings, ...attack.settings, strategy }
  await using server = await weakened(process.env['LAB_URL'] ?? '', weakness)
  const open = () => openBrowserStage(browser, server.url, attack, definition, settings)
  return await runAttack(open, attack, describe(definition, lifetimesOf(settings)), 'browser')
}

for (const [weakness, attack, isNoticed] of cases) {
  const verdict = isNoticed ? 'turns red' : 'stays as predicted'
  test(`${attack} ${verdict} with this defence missing: ${weakness}`, async ({
    browser,
    strategy,
  }) => {
    const run = await playWith(weaknesses[weakness], attack, strategy, browser)
    expect(run).toMatchObject({ works: isNoticed, broken: isNoticed })
    expect(faultsOf({ attack, strategy }, [run])).toHaveLength(isNoticed ? 1 : 0)
  })
}

for (const attack of ['csrf-form-none-unchecked', 'csrf-fetch-none-unchecked', 'xss-ride']) {
  for (const status of [503, 429, null]) {
    test(`${attack} is not measured where the answer is ${status ?? 'none'}`, async ({
      browser,
      strategy,
    }) => {
      await expect(playWith(transferMeets(status), attack, strategy, browser)).rejects.toThrow(
        /the transfer was (not answered|answered with \d+)/,
      )
    })
  }
}
