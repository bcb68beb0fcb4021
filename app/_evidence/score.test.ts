import type { CellSummary } from '#lib/evidence/model.ts'
import { cellKey } from '#app/_evidence/paths.ts'
import { describe, expect, it } from 'vitest'
import type { EventName } from '#lib/strategies/events.ts'
import { readSelection, weightsText } from '../compare/_events/selection.ts'
import { readingOf } from './reading.ts'
import { evenWeights, ranked, scoreOf } from './score.ts'

const cell = (event: EventName, change: Partial<CellSummary> = {}): CellSummary => ({
  strategy: 'one',
  event,
  promise: { stops: 'at-once' },
  lastAccepted: null,
  firstRefused: 0,
  keptUntil: null,
  horizon: 86_400,
  collateral: 'none',
  broken: [],
  knocks: 1,
  ...change,
})

const mapped = (...cells: CellSummary[]) =>
  new Map(cells.map((own) => [cellKey(own.strategy, own.event), own]))

describe('a score', () => {
  it('counts nothing that is not measured', () => {
    expect(scoreOf('one', mapped(), undefined, evenWeights).total).toBeNull()
    const { byGroup, total } = scoreOf('one', mapped(cell('ban')), undefined, evenWeights)
    expect(byGroup).toMatchObject({ emergency: 100, collateral: 100, logout: null, cost: null })
    expect(total).toBe(100)
  })

  it('makes nothing of a cell whose measuring ended before its promise was due', () => {
    const early = cell('ban', {
      promise: { stops: 'at-expiry', seconds: 3_600 },
      firstRefused: null,
      horizon: 3_000,
    })
    expect(readingOf(early).word).toBe('In for at least 50 min (to the horizon)')
    expect(scoreOf('one', mapped(early), undefined, evenWeights).byGroup.emergency).toBeNull()
    const never = { ...early, horizon: 86_400 }
    expect(readingOf(never).word).toBe('Never: at least 24 h (to the horizon)')
    expect(scoreOf('one', mapped(never), undefined, evenWeights).byGroup.emergency).toBe(0)
  })

  it('falls with survival, collateral and cost, as far as they weigh', () => {
    const cells = mapped(
      cell('logout', { firstRefused: null }),
      cell('ban', { collateral: 'everyone' }),
    )
    const cost = { reads: 2, writes: 0 }
    const { byGroup, total } = scoreOf('one', cells, cost, evenWeights)
    expect(byGroup).toMatchObject({ logout: 0, emergency: 100, collateral: 50, cost: 50 })
    expect(total).toBe(50)
    const onlyBan = { ...evenWeights, logout: 0, collateral: 0, cost: 0 }
    expect(scoreOf('one', cells, cost, onlyBan).total).toBe(100)
  })

  it('ranks the best first, and what is not measured last', () => {
    const score = (strategy: string, total: number | null) => ({
      ...scoreOf(strategy, mapped(), undefined, evenWeights),
      total,
    })
    const order = ranked([score('unknown', null), score('weak', 10), score('good', 90)])
    expect(order.map(({ strategy }) => strategy)).toEqual(['good', 'weak', 'unknown'])
  })
})

it('reads a cell by what was measured, whatever was promised', () => {
  expect(readingOf(cell('ban', { promise: { stops: 'never' } })).word).toBe('Blocked at once')
  expect(readingOf(cell('ban', { firstRefused: 90 }))).toEqual({
    kind: 'waiting',
    word: 'Within 1 min 30 s',
  })
  expect(readingOf(cell('ban', { firstRefused: null })).kind).toBe('in')
})

it('passes over what an address names that is not there', () => {
  const search = new URLSearchParams(
    'preset=nobody&strategies=one,gone&events=ban,party&event=party&sort=party&weights=9,1&open=gone/ban',
  )
  expect(readSelection(search, ['one', 'two'], ['lab'])).toEqual({
    source: 'workspace',
    strategies: ['one'],
    events: ['ban'],
    event: 'logout',
    sort: 'usual',
    weights: evenWeights,
    open: null,
  })
  const weights = { ...evenWeights, cost: 3 }
  const written = new URLSearchParams({ weights: weightsText(weights) ?? '' })
  expect(readSelection(written, ['one'], []).weights).toEqual(weights)
  expect(weightsText(evenWeights)).toBeNull()
})
