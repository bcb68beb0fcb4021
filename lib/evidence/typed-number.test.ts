import { describe, expect, it } from 'vitest'
import { typedNumber } from './typed-number.ts'

const wide = { min: 0, max: 1e10 }
const read = (typed: string, bounds: Parameters<typeof typedNumber>[1] = wide) => {
  const all = typedNumber(typed, bounds)
  return all.ok ? all.value : all.why
}

describe('a number that was typed or pasted', () => {
  it.each([
    ['1000000', 1_000_000],
    ['1,000,000', 1_000_000],
    ['1,000', 1_000],
    ['1 000 000', 1_000_000],
    ['1\u00a0000\u00a0000', 1_000_000],
    ['1\u202f000\u202f000', 1_000_000],
    ['1’000’000', 1_000_000],
    ['1.000.000', 1_000_000],
    ['1,000.5', 1_000.5],
    ['1.000,5', 1_000.5],
    ['1 000,5', 1_000.5],
    ['1 000.125', 1_000.125],
    ['0,5', 0.5],
    ['0.5', 0.5],
    ['0,125', 0.125],
    ['0.125', 0.125],
    ['1,25', 1.25],
    ['1234,567', 1_234.567],
    ['.5', 0.5],
    [' 7 ', 7],
    ['1e6', 1_000_000],
  ])('reads %j', (typed, value) => {
    expect(read(typed)).toBe(value)
  })

  it.each(
    ['', ' ', 'many', '0x10', '0b1', 'Infinity', 'NaN', '1,2,3', '1,000,00', '10,00,000'].concat([
      '1 000,000 000',
      '1.000.5',
      '1,000,000,5',
      '1 00',
      '--1',
      '1-',
      '1,',
      '1_000',
      '12 %',
    ]),
  )('refuses %j', (typed) => {
    expect(read(typed)).toBe('no-number')
  })

  it('asks where a point can part groups as well as begin a fraction', () => {
    expect(typedNumber('1.500', wide)).toEqual({
      ok: false,
      why: 'ambiguous',
      either: [1_500, 1.5],
    })
    expect(read('1.250', { min: 0, max: 1_000 })).toBe(1.25)
    expect(read('1.250', { min: 100, max: 10_000 })).toBe(1_250)
  })

  it('keeps to its range, and to whole numbers of what is counted', () => {
    expect(read('-1')).toBe('out-of-range')
    expect(read('1e99')).toBe('out-of-range')
    expect(read('0,5', { ...wide, isWhole: true })).toBe('not-whole')
    expect(read('2.0', { ...wide, isWhole: true })).toBe(2)
  })
})
