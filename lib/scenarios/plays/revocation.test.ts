import { describe, expect, it } from 'vitest'
import { defaultSettings } from '../../workspace/settings.ts'
import { playRevocation, ways, type RevocationEvent, type Way } from './revocation.ts'

const played = async (event: RevocationEvent) =>
  new Map((await playRevocation(event)).map((result) => [result.way, result]))
const at = <T>(results: Map<Way, T>, way: Way): T => {
  const result = results.get(way)
  if (!result) throw new Error(`${way} was not played`)
  return result
}

describe('ways to take a token back, as a reader plays them', () => {
  it('ends the copy at a log-out everywhere but where nobody is asked', async () => {
    const results = await played('logout')
    expect([...results.keys()]).toEqual([...ways])
    for (const way of ways) {
      const { thief, refusedAfter, request } = at(results, way)
      const isAsked = way !== 'stateless-jwt'
      expect([way, thief.isIn, request.reads > 0]).toEqual([way, !isAsked, isAsked])
      expect(refusedAfter).toBe(isAsked ? 0 : defaultSettings.tokenTtl)
    }
  })

  it('takes the laptop along where all of an account is ended at once', async () => {
    const results = await played('logout')
    const hurt = ways.filter((way) => !at(results, way).laptop.asMeant)
    expect(hurt).toEqual(['jwt-token-version', 'jwt-issued-after', 'jwt-user-key'])
    expect(ways.every((way) => at(results, way).bystander.isIn)).toBe(true)
    const all = await played('logout-all-users')
    expect(at(all, 'jwt-allowlist').bystander).toMatchObject({ isIn: false, asMeant: true })
  })

  it('knows no single device without a row for it', async () => {
    const results = await played('revoke-device')
    expect(at(results, 'jwt-allowlist').thief.isIn).toBe(false)
    expect(at(results, 'jwt-token-version').thief).toEqual({
      isIn: true,
      reason: null,
      asMeant: false,
    })
  })

  it('counts what a request asks, before and after a signature is found wrong', async () => {
    const results = await played('ban')
    expect(at(results, 'jwt-user-key').forged.reads).toBe(1)
    expect(at(results, 'jwt-blocklist').forged.reads).toBe(0)
    expect(at(results, 'jwt-allowlist')).toMatchObject({
      request: { reads: 1, writes: 0 },
      aMinuteLater: { reads: 1, writes: 1 },
    })
  })

  it('finds what is kept, and for how long', async () => {
    const results = await played('logout')
    expect(at(results, 'stateless-jwt').kept).toEqual([])
    expect(at(results, 'jwt-blocklist').kept).toContainEqual(
      expect.objectContaining({ table: 'revoked_tokens', keptFor: defaultSettings.tokenTtl }),
    )
    expect(at(results, 'jwt-token-version').kept).toEqual([
      expect.objectContaining({ table: 'versions', keptFor: null }),
    ])
    // The laptop's and the one of somebody else; that of the device is gone.
    expect(at(results, 'jwt-allowlist').kept.map(({ keptFor }) => keptFor)).toEqual([
      defaultSettings.sessionTtl,
      defaultSettings.sessionTtl,
    ])
  })
})
