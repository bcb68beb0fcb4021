import { describe, expect, it } from 'vitest'
import { doorAxis } from './door-axis.ts'
import { byDuration, doorWords, measuredWords, type Door } from './door.ts'

const DAY = 86_400

const door = (firstRefused: number | null, change: Partial<Door> = {}): Door => ({
  strategy: 'one',
  event: 'logout',
  promise: { stops: 'never' },
  firstRefused,
  horizon: DAY,
  knocksIn: [],
  knocksOut: [],
  words: doorWords({ promise: { stops: 'never' }, horizon: DAY, firstRefused }),
  broken: [],
  ...change,
})

describe('the axis of doors', () => {
  it('goes from at once over the horizon to never, and only rises', () => {
    const { place, ticks } = doorAxis(DAY)
    const places = [0, 1, 10, 60, 300, 3_600, DAY, null].map(place)
    expect(places[0]).toBe(0)
    expect(places.at(-1)).toBe(100)
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    expect(new Set(places).size).toBe(places.length)
    expect(ticks.map(({ word }) => word)).toEqual([
      'at once',
      '10 s',
      '1 min',
      '5 min',
      '1 h',
      '8 h',
      '24 h',
      'never',
    ])
  })

  it('draws nothing that was measured as if it had never ended', () => {
    expect(doorAxis(DAY).place(10 * DAY)).toBeLessThan(100)
  })
})

describe('doors in words', () => {
  it('tells at once, later, never and not known apart', () => {
    expect(doorWords(door(0))).toBe('at once')
    expect(doorWords(door(300))).toBe('after 5 min')
    expect(doorWords(door(null))).toBe('never: at least 24 h')
    const early = door(null, { promise: { stops: 'at-expiry', seconds: 2 * DAY } })
    expect(doorWords(early)).toBe('at least 24 h')
  })

  it('sums them up', () => {
    expect(measuredWords([door(0), door(0)])).toEqual({
      verdict: 'All 2 lock the thief out at once.',
      note: 'Measured here.',
    })
    expect(measuredWords([door(0), door(300), door(null)])).toEqual({
      verdict: '2 of 3 still let the thief in.',
      note: 'Measured here: 1 of 3 lock the thief out at once; 1 after 5 min; 1 still let it in after 24 h.',
    })
    expect(measuredWords([door(300)])).toEqual({
      verdict: '1 of 1 still let the thief in.',
      note: 'Measured here: 0 of 1 lock the thief out at once; 1 after 5 min.',
    })
  })

  it('puts the worst first', () => {
    const sorted = [door(0), door(null), door(300)].toSorted(byDuration)
    expect(sorted.map(({ firstRefused }) => firstRefused)).toEqual([null, 300, 0])
  })
})
