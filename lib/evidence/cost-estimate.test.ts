import { expect, it } from 'vitest'
import { remembered } from '../kernel/remembered.ts'
import { allStrategies, strategies } from '../strategies/registry.ts'
import { cost, measuredApart, measuredCost } from './cost.ts'
import { checkMicros, foundShare } from './cost-cpu.ts'
import { COUNTED, estimate, heldBytes } from './cost-estimate.ts'
import { cutShort, lifetimesOf, loadFrom, type Load } from './cost-load.ts'
import { wireBytes } from './cost-wire.ts'

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
  // Where nothing is ended, nothing is open that should not be.
  for (const id of ['next-auth-jwt', 'jwt-expired-reissue', 'stateless-jwt']) {
    expect(of(id, { logOuts: '0', bans: '0' }).exposed, id).toBe(0)
    expect(of(id, { logOuts: '0', bans: '1' }).exposed, id).not.toBe(0)
  }
})

it('checks what is found at the price of seen, and the rest at the price of new', () => {
  const many = { requests: '1e8', users: '1e10' }
  for (const definition of strategies.filter(({ needs }) => needs.includes('tokens'))) {
    const { id } = definition
    const { verify = 0, verifyNew } = measuredCost(id) ?? {}
    if (verifyNew === null || verifyNew === undefined) throw new Error(`${id} was not measured`)
    const seen = of(id, { ...many, active: '10' })
    expect(seen.found, id).toBeGreaterThan(0.999)
    expect(Math.abs(seen.cpu - verify), id).toBeLessThan(0.01 * verify)
    const unseen = of(id, { ...many, active: '1e7' })
    expect(unseen.found, id).toBeLessThan(0.01)
    expect(Math.abs(unseen.cpu - verifyNew), id).toBeLessThan(0.01 * verifyNew)
  }
  // A fifth of the example's fifty thousand, and far fewer where each account has a key.
  expect(of('stateless-jwt').found).toBeCloseTo(0.22, 2)
  expect(of('jwt-user-key').found).toBeLessThan(0.01)
})

it('finds as much as the caches themselves do', () => {
  const users = 1_000
  const held = remembered<true>(500)
  const calls = 200_000
  let found = 0
  // A fixed walk that comes by all of them alike.
  for (let call = 0, at = 1; call < calls; call += 1) {
    at = (at * 48_271) % 2_147_483_647
    const name = String(at % users)
    if (held.get(name)) found += 1
    else held.set(name, true)
  }
  const asked = { ...load, active: users, signIns: 0 }
  expect(foundShare({ tokens: 500, keys: null }, asked, 0)).toBeCloseTo(found / calls, 2)
})

it('counts renewals that write nothing, and leaves out those that wait for the disk', () => {
  const checks = (id: string) => {
    const { verify = 0, verifyNew } = measuredCost(id) ?? {}
    return checkMicros({ verify, verifyNew: verifyNew ?? null }, of(id).found)
  }
  const renew = (id: string) => measuredCost(id)?.renew ?? Number.NaN
  // Each of fifty thousand once a minute, among five thousand requests a second.
  expect(of('jwt-expired-reissue').cpu - checks('jwt-expired-reissue')).toBeCloseTo(
    (50_000 / 60 / 5_000) * renew('jwt-expired-reissue'),
  )
  expect(of('jwt-refresh-denylist').cpu - checks('jwt-refresh-denylist')).toBeCloseTo(
    (50_000 / 300 / 5_000) * renew('jwt-refresh-denylist'),
  )
  for (const id of ['jwt-refresh-rotation', 'cached-session', 'stateless-jwt']) {
    expect(of(id).cpu, id).toBe(checks(id))
  }
})

it('counts what renewals and sign-ins put on the wire', () => {
  const month = 30 * 86_400
  const { requests, active } = load
  const quiet = { signIns: '0' }
  const presented = (id: string) => measuredCost(id)?.presented ?? Number.NaN
  expect(of('cookie-session', quiet).wire).toBe(month * requests * presented('cookie-session'))
  expect(of('cookie-session', { signIns: '86400' }).wire).toBe(
    month * (requests + 1) * presented('cookie-session'),
  )
  // Presented once more, and answered with another of its kind.
  expect(of('jwt-expired-reissue', quiet).wire).toBeCloseTo(
    month * (requests + (2 * active) / 60) * presented('jwt-expired-reissue'),
  )
  for (const id of ['jwt-refresh-rotation', 'jwt-refresh-denylist']) {
    expect(of(id, { accessTtl: '1' }).wire, id).toBeGreaterThan(2 * of(id).wire)
  }
  // The id is presented with its copy, and the answer sets the copy alone.
  const own = presented('cached-session')
  const id = presented('cookie-session')
  expect(of('cached-session', quiet).wire).toBeCloseTo(
    month * (requests * own + (active / load.cacheTtl) * (2 * own - id)),
  )
})

it('counts a refresh token where it was weighed, as often as it is sent and set', () => {
  const many = { requests: 0, renewals: 1, signIns: 1 }
  const [rotated, kept] = (['jwt-refresh-rotation', 'jwt-refresh-denylist'] as const).map((id) => {
    const definition = strategies.find((one) => one.id === id)
    return definition && wireBytes(definition, { presented: 100, refresh: 1 }, many)
  })
  // An access token is sent, set and set; with it the refresh token, but where a renewal leaves it.
  expect([rotated, kept]).toEqual([303, 302])
})

it('finds no token the first time, and none where none is held', () => {
  // A renewal with each request.
  expect(of('jwt-refresh-denylist', { accessTtl: '1', requests: '50000' }).found).toBe(0)
  for (const id of ['cookie-session', 'iron-session', 'next-auth-jwt']) {
    expect(of(id), id).toMatchObject({ found: null, cpu: measuredCost(id)?.verify })
  }
})

it('lets nothing outlive its session, and tells of what was cut short', () => {
  const asked = { accessTtl: '86400', cacheTtl: '86400', tokenTtl: '86400', sessionTtl: '3600' }
  for (const id of ['jwt-refresh-rotation', 'jwt-refresh-denylist', 'cached-session']) {
    expect(of(id, asked), id).toMatchObject({
      logOut: { stops: 'within', seconds: 3600 },
      ban: { stops: 'within', seconds: 3600 },
    })
    // Who holds it to the end of the session has nothing to renew.
    expect(of(id, { ...asked, signIns: '0' }).reads, id).toBe(0)
  }
  expect(of('stateless-jwt', asked).logOut).toEqual({ stops: 'at-expiry', seconds: 3600 })
  expect(cutShort(loadFrom(asked).load)).toEqual(['tokenTtl', 'accessTtl', 'cacheTtl'])
  expect(cutShort(loadFrom({ ...asked, cacheTtl: '3600' }).load)).not.toContain('cacheTtl')
  expect(cutShort(load)).toEqual([])
})

it('holds no state of what a strategy does not keep, whatever a run has weighed', () => {
  const weighed = { session: 1, signedOut: 1_000 }
  const held = (id: string, asked: Partial<Load>) => {
    const definition = allStrategies.find((one) => one.id === id)
    return definition && heldBytes(definition, { ...load, ...asked }, lifetimesOf(load), weighed)
  }
  const nobody = { logOuts: 0, bans: 0 }
  for (const id of [
    'jwt-blocklist',
    'jwt-issued-after',
    'jwt-refresh-denylist',
    'jwt-replicated-blocklist',
    'stateless-jwt',
    'next-auth-jwt',
  ]) {
    expect(held(id, nobody), id).toBe(0)
  }
  for (const id of ['cookie-session', 'jwt-refresh-rotation', 'next-auth-database']) {
    expect(held(id, nobody), id).toBeGreaterThan(0)
    expect(held(id, {}), id).toBe(held(id, nobody))
  }
  // A list keeps an entry for an hour, and a version stays.
  expect(held('jwt-blocklist', {})).toBeCloseTo((load.logOuts + load.bans) * (1_000 / 24))
  expect(held('jwt-token-version', {})).toBe(1_000 * load.users)
  expect(held('jwt-token-version', { logOuts: 9, bans: 1 })).toBe(1_000 * 10 * COUNTED)
})

it('counts the devices of who is banned, and a session for each at the most', () => {
  const bans = { tokenTtl: '600', logOuts: '0', bans: '86400' }
  expect(of('stateless-jwt', { ...bans, devices: '1' }).exposed).toBe(600)
  expect(of('stateless-jwt', { ...bans, devices: '3' }).exposed).toBe(1_800)
  const session = measuredCost('cookie-session')?.session ?? Number.NaN
  const held = (asked: Record<string, string>) => of('cookie-session', asked).held / session
  // As many as signed in, as are in use, and as devices there are.
  expect(held({})).toBeCloseTo((load.signIns * load.sessionTtl) / 86_400)
  expect(held({ signIns: '0' })).toBeCloseTo(load.active)
  expect(held({ signIns: '1e8', devices: '1' })).toBeCloseTo(load.users)
  expect(held({ signIns: '1e8', devices: '3' })).toBeCloseTo(3 * load.users)
})

it('takes the usual number for what is no number, and tells of it', () => {
  for (const wrong of ['', 'many', '-1', '1e99']) {
    expect(loadFrom({ users: wrong })).toEqual({ load, wrong: { users: wrong } })
  }
  expect(loadFrom({ users: ['1', '2'] }).wrong).toEqual({ users: '1,2' })
  expect(loadFrom({ users: '7' })).toMatchObject({ load: { users: 7 }, wrong: {} })
})
