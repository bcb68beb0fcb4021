import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { runAttack } from '#lib/scenarios/attacks/run.ts'
import { siblings } from '#lib/scenarios/attacks/sibling.ts'
import { describe } from '#lib/strategies/describe.ts'
import { findStrategy } from '#lib/strategies/registry.ts'
import { defaultSettings, lifetimesOf } from '#lib/workspace/settings.ts'
import { openBrowserStage } from '../attacks/open-stage.ts'
import { expect, test } from '../fixtures.ts'
import { start } from '../server/start.ts'
import { tlsProxy } from '../server/tls-proxy.ts'

const authorities = getCACertificates()
test.afterAll(() => setDefaultCACertificates(authorities))

/** What works on plain http. */
const played = siblings.filter(({ id }) => ['sibling-swap', 'sibling-lockout'].includes(id))

test('on https a sibling host plants nothing that the application would read', async ({
  browser,
  strategy,
}) => {
  const definition = findStrategy(strategy)
  if (!definition) throw new Error(`there is no ${strategy}`)
  await using server = await start({ env: { TRUST_PROXY: '127.0.0.1' } })
  await using proxy = await tlsProxy(server.url)
  setDefaultCACertificates([...authorities, proxy.cert])
  const works: string[] = []
  for (const attack of played) {
    const settings = { ...defaultSettings, ...attack.settings, strategy }
    const run = await runAttack(
      () => openBrowserStage(browser, proxy.url, attack, definition, settings),
      attack,
      describe(definition, lifetimesOf(settings)),
      'browser',
    )
    if (run.works) works.push(attack.id)
  }
  expect(played).toHaveLength(2)
  expect(works).toEqual([])
})
