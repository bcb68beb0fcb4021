import { expect, it } from 'vitest'
import { strategies } from '../strategies/registry.ts'
import { cost, measuredApart, measuredCost } from './cost.ts'
import { estimate } from './cost-estimate.ts'
import { loadFrom } from './cost-load.ts'

const { load } = loadFrom({})

const of = (id: string, params: Record<string, string> = {}) => {
  const definition = strategies.find((one) => one.id === id)
  const all = definition && estimate(definition, loadFrom(params).load)
  if (!all) throw new Error(`${id} was not measured`)
  return all
}

it('was measured for every strategy, and at every distance', () => {
  for (const { id } of strategies) {
    expect(measuredCost(id), id).not.toBeNull()
    for (const ms of [0, 0.5, 2]) expect(measuredApart(id, ms), id).not.toBeNull()
  }
  expect(cost.about.commit).toMatch(/^[0-9a-f]{7,}$/)
})

it('says what one that was refused by its network would have said', () => {
  for (const { id, cost: declared } of strategies) {
    const { reads } = declared.request
    // Each read waits, and nothing else does.
    expect(measuredApart(id, 2), id).toBeGreaterThanOrEqual(reads * 2_000)
    if (reads === 0) expect(measuredApart(id, 2), id).toBeLessThan(2_000)
  }
})

it('counts what is asked of the stores as it is declared', () => {
  const { requests, active, signIns, logOuts, bans } = load
  const aDay = 86_400
  expect(of('stateless-jwt')).toMatchObject({ reads: 0, writes: 0, held: 0, waits: 0 })
  expect(of('cookie-session').reads).toBe(2 * requests)
  expect(of('cookie-session').writes).toBeCloseTo(
    active / 60 + signIns / aDay + (logOuts + bans) / aDay,
  )
  // A renewal reads a family and an account, once in the life of an access token.
  expect(of('jwt-refresh-rotation').reads).toBeCloseTo((2 * active) / load.accessTtl)
  expect(of('jwt-blocklist').waits).toBe(load.distance)
})

it('has the windows that the strategies promise', () => {
  expect(of('cookie-session')).toMatchObject({ logOut: { stops: 'at-once' }, exposed: 0 })
  expect(of('stateless-jwt', { tokenTtl: '600' })).toMatchObject({
    logOut: { stops: 'at-expiry', seconds: 600 },
  })
  expect(of('stateless-jwt', { tokenTtl: '600', logOuts: '86400', bans: '0' }).exposed).toBe(600)
  expect(of('next-auth-jwt').exposed).toBeNull()
})

it('takes the usual number for what is no number, and tells of it', () => {
  for (const wrong of ['', 'many', '-1', '1e99']) {
    expect(loadFrom({ users: wrong })).toEqual({ load, wrong: { users: wrong } })
  }
  expect(loadFrom({ users: ['1', '2'] }).wrong).toEqual({ users: '1,2' })
  expect(loadFrom({ users: '7' })).toMatchObject({ load: { users: 7 }, wrong: {} })
})
