import { afterAll, describe, expect, it } from 'vitest'
import { measureFit } from '../../scenarios/profile-fit.ts'
import { defaultSettings } from '../../workspace/settings.ts'
import type { StrategyDefinition } from '../contract.ts'
import { cookieSession } from '../cookie-session.ts'
import { nextAuthJwt } from '../next-auth-jwt.ts'
import { strategies } from '../registry.ts'
import { statelessJwt } from '../stateless-jwt.ts'

import { bench, conformanceRuntime } from './lab.ts'

const opening = conformanceRuntime()
afterAll(async () => (await opening).close())

/** A sentence for each way in which a profile lies elsewhere than declared. */
async function faultsOf(definition: StrategyDefinition): Promise<string[]> {
  const { inCookies, inHeaders } = await measureFit(await opening, definition, defaultSettings)
  const seen = inHeaders === null ? 'server' : inCookies === null ? 'client-in-parts' : 'client'
  return seen === definition.profile ? [] : [`declared ${definition.profile}, measured ${seen}`]
}

describe.each(strategies)('$id', (definition) => {
  it('lets a profile lie where it declares', async () => {
    expect(await faultsOf(definition)).toEqual([])
  })

  it('knows a session with a large profile again', async () => {
    const at = await bench(await opening, definition, { profileBytes: 20_000 })
    const carried = await at.signIn()
    const size = Object.values(carried).join('').length
    expect(size > 20_000).toBe(definition.profile !== 'server')
    expect((await at.verify(carried)).ok).toBe(true)
    expect((await (await at.strategy()).end(carried, 'this')).ok).toBe(true)
  })
})

it('finds a profile that lies elsewhere than declared', async () => {
  for (const [definition, profile] of [
    [cookieSession, 'client'],
    [statelessJwt, 'server'],
    [statelessJwt, 'client-in-parts'],
    [nextAuthJwt, 'client'],
  ] as const) {
    expect(await faultsOf({ ...definition, profile })).toHaveLength(1)
  }
})
