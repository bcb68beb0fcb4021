import { afterAll, describe, expect, it } from 'vitest'
import { runAttack } from '#lib/scenarios/attacks/run.ts'
import { siblings } from '#lib/scenarios/attacks/sibling.ts'
import { httpStage } from '#lib/scenarios/stages/http.ts'
import { describe as told } from '#lib/strategies/describe.ts'
import type { StrategyDefinition } from '#lib/strategies/contract.ts'
import { strategies } from '#lib/strategies/registry.ts'
import { defaultSettings } from '#lib/workspace/settings.ts'
import { serve } from '../_http/serve.ts'
import { createServer } from './contract-client.ts'

const { runtime } = await createServer({ limits: { addressWorkspaces: 1_000_000 } })
afterAll(() => runtime.close())

/** How large the headers of a request may be is for a listener to say, and here is none. */
const played = siblings.filter(({ id }) => id !== 'sibling-flood')

async function worksAt(base: string, definition: StrategyDefinition, change = sendAsItIs) {
  const works: string[] = []
  for (const attack of played) {
    const settings = { ...defaultSettings, ...attack.settings, strategy: definition.id }
    const run = await runAttack(
      () => httpStage(base, definition.id, settings, (request) => send(change(request))),
      attack,
      told(definition, settings),
      'http',
    )
    if (run.works) works.push(attack.id)
  }
  return works
}

const send = (request: Request) => serve(request, async () => runtime)
const sendAsItIs = (request: Request) => request

/** As a reader that takes what comes first, or last, of several cookies with one name. */
const choosing = (last: boolean) => (request: Request) => {
  const pairs = (request.headers.get('Cookie') ?? '').split('; ')
  const named = pairs.map((pair) => [pair.split('=')[0] ?? '', pair] as const)
  const kept = new Map(last ? named : named.toReversed())
  if (request.headers.has('Cookie')) request.headers.set('Cookie', [...kept.values()].join('; '))
  return request
}

describe.each(strategies)('$id, with cookies from a sibling host', (definition) => {
  it('is confused by none, though without https it cannot tell whose they are', async () => {
    const expected = ['sibling-swap', 'sibling-lockout']
    expect(await worksAt('http://lab.test', definition)).toEqual(expected)
  })

  it('is on https not even locked out: the prefix binds a cookie to its host', async () => {
    expect(await worksAt('https://lab.test', definition)).toEqual([])
  })

  it.each(['first', 'last'])('would be confused, did it take the %s of two', async (which) => {
    const works = await worksAt('http://lab.test', definition, choosing(which === 'last'))
    expect(works).toContain(`sibling-shadow-${which}`)
  })
})
