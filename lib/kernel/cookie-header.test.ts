import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { readCookies } from './cookie-header.ts'

it.each([
  ['a=1', '1'],
  ['b=2; a=1; c=3', '1'],
  ['b=2;a=1', '1'],
  ['a=', ''],
  ['a=1=2', '1=2'],
  ['a="1"', '"1"'],
  ['a=%31', '1'],
  ['a=%E0%A4%A', '%E0%A4%A'],
  ['A=2; aa=3; a.=4; __Host-a=5; a=1', '1'],
])('reads %j', (header, value) => {
  expect(readCookies(header)('a')).toBe(value)
})

it.each([null, undefined, '', '; ;;', 'b=a', '=a=1', 'b="a=1"', '__Host-a=1', '__proto__=a'])(
  'finds nothing in %j',
  (header) => {
    expect(readCookies(header)('a')).toBeUndefined()
  },
)

it.each([
  'a=1; a=2',
  'a=1; a=1',
  'a=; a=1',
  'a=1; b=2; a=',
  'a =1',
  'a\t=1',
  '\ta=1',
  'b=2;  a=1',
  'b=2; a =1; a=1',
  'a=1; \u00a0a=1',
  'a\u00a0=1',
  'a',
  'a; a=1',
])('reads nothing from %j', (header) => {
  expect(readCookies(header)('a')).toBeNull()
})

it('never prefers one of two, wherever they are', () => {
  const part = fc.constantFrom('a=1', 'a=2', ' a=1', 'a =2', 'b=1', 'a', '', 'ba=1', '\ta=3')
  const isFair = fc.property(fc.array(part), (parts) => {
    const named = parts.filter((text) => text.split('=')[0]?.trim() === 'a')
    const read = readCookies(parts.join(';'))('a')
    return named.length > 1 ? read === null : (read === undefined) === (named.length === 0)
  })
  expect(fc.check(isFair).counterexample).toBeNull()
})
