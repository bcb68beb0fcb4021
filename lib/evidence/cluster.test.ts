import { globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { eventNames } from '../strategies/events.ts'
import { defaultLifetimes } from '../strategies/lifetimes.ts'
import { allStrategies, replicated } from '../strategies/registry.ts'
import kept from './cluster.json' with { type: 'json' }
import {
  clusterRun,
  fromTheRun,
  keptText,
  keptAlone,
  keptCells,
  keptPropagation,
} from './cluster.ts'

describe('the kept run on several nodes', () => {
  it('says when, of which commit and on how many nodes it was', () => {
    expect(clusterRun.about.commit).toMatch(/^[0-9a-f]{7,}$/)
    expect(clusterRun.about.nodes).toBeGreaterThanOrEqual(3)
    expect(fromTheRun()).toContain(`on ${clusterRun.about.nodes} nodes`)
    expect(fromTheRun()).toContain(clusterRun.about.commit)
  })

  it.each(allStrategies)('has seen at other nodes what $id promises of a log-out', (strategy) => {
    const { elsewhere = [], inAfterAnswer } = keptPropagation(strategy.id) ?? {}
    expect(elsewhere).toHaveLength(clusterRun.about.nodes - 1)
    const { logout } = strategy.promises
    const isBound = 'isBound' in logout
    const isSoon = logout.stops === 'at-once' || isBound
    for (const { refused } of elsewhere) expect(refused !== null).toBe(isSoon)
    // At once, for what is asked a store; in a list that is pushed, within its bound.
    const bound = isBound ? defaultLifetimes[logout.of] * 1_000 : 1
    if (isSoon) expect(inAfterAnswer?.p99).toBeLessThan(bound)
  })

  it.each(replicated)('has every event of $id, each as promised', ({ id }) => {
    const cells = keptCells(id)
    expect(new Set(cells.map(({ event }) => event))).toEqual(new Set(eventNames))
    expect(cells.flatMap(({ broken }) => broken)).toEqual([])
  })

  it('is kept as it was measured, and each step is told in words', () => {
    expect(JSON.parse(keptText(clusterRun))).toEqual(kept)
    const steps = clusterRun.cells.flatMap(({ evidence }) => evidence.steps)
    expect(steps.length).toBeGreaterThan(100)
    for (const { action } of steps) expect(action).toMatch(/^[a-z]/)
  })

  it.each(replicated)('has counted a day under $id as it is declared', ({ id, cost }) => {
    const { renewals: _, ...day } = keptAlone(id)?.day ?? {}
    const { renewals: __, ...declared } = cost.day
    expect(day).toEqual(declared)
  })
})

/** A time as a measurement has it. */
const FIGURE = /\d([\d.,]*\d)?(\s|&nbsp;|\\u00a0)+(ms|milliseconds)\b/

it('no figure of it is typed by hand where it is told of', () => {
  for (const typed of ['within 3.5 ms', '12\\u00a0ms']) expect(typed).toMatch(FIGURE)
  const shown = [
    ...globSync('app/learn/many-nodes/*.{ts,tsx}'),
    'app/strategies/[id]/kept-events.tsx',
  ]
  expect(shown.length).toBeGreaterThan(5)
  for (const file of shown) expect(readFileSync(file, 'utf8'), file).not.toMatch(FIGURE)
})
