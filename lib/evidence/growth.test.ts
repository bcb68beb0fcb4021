import { expect, it } from 'vitest'
import { allStrategies, replicated } from '../strategies/registry.ts'
import { estimate } from './cost-estimate.ts'
import { loadFrom } from './cost-load.ts'
import { growthLoads, growthOf, loadOf } from './growth.ts'
import { weightOf, weights } from './weights.ts'

const [million, hundred] = growthLoads
const of = (id: string, load: (typeof growthLoads)[number] = million) => {
  const definition = allStrategies.find((one) => one.id === id)
  const all = definition && growthOf(definition, load)
  if (!all) throw new Error(`${id} was not weighed`)
  return all
}

it('was weighed for every strategy, on a commit that can be looked at', () => {
  for (const { id } of allStrategies) expect(weightOf(id), id).toBeDefined()
  expect(weights.about.commit).toMatch(/^[0-9a-f]{7,}$/)
})

it('is the calculator’s example for a million, and a hundred of it for a hundred million', () => {
  expect(loadOf(million.users)).toEqual(loadFrom({}).load)
  for (const definition of allStrategies) {
    const all = estimate(definition, loadOf(million.users))
    const { redis, postgres } = of(definition.id)
    const { asked } = weights.feed.quiet
    const quiet = replicated.includes(definition) ? asked * million.nodes : 0
    expect(redis + postgres).toBeCloseTo((all?.reads ?? 0) + (all?.writes ?? 0) + quiet)
    expect(of(definition.id, hundred).postgres).toBeCloseTo(100 * postgres)
  }
})

it('asks the engine in which things are', () => {
  const { requests } = loadFrom({}).load
  expect(of('cookie-session').postgres).toBe(requests)
  expect(of('next-auth-database')).toMatchObject({ redis: 0, held: null })
  expect(of('stateless-jwt')).toMatchObject({ redis: 0, postgres: 0, held: 0, feed: 0 })
})

it('feeds nodes alone that hold a replica: each with all revocations, and with little beside', () => {
  for (const { id } of allStrategies) {
    const isFed = replicated.some((one) => one.id === id)
    expect(of(id).feed > 0).toBe(isFed)
    expect(of(id).inEachNode > 0).toBe(isFed)
  }
  for (const { id } of replicated) {
    // A hundred times the revocations, to ten times the nodes.
    expect(of(id, hundred).feed).toBeLessThan(1_000 * of(id).feed)
    expect(of(id, hundred).redis).toBeLessThan(100 * of(id).redis)
  }
})
