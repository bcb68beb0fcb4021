import { describe, expect, test } from 'vitest'
import * as is from './shape.ts'

const look = is.object(
  { name: is.string, role: is.oneOf(['member', 'admin']), bytes: is.nullable(is.number) },
  { tags: is.array(is.string) },
)
const alice = { name: 'alice', role: 'admin', bytes: null }

describe('a shape', () => {
  test.each([
    ['all that has to be there', alice],
    ['what may be there', { ...alice, tags: ['a'] }],
    ['what may be there, told as undefined', { ...alice, tags: undefined }],
    ['what nobody asked for', { ...alice, more: 1 }],
  ])('lets in %s', (_, value) => {
    expect(look(value)).toBe(true)
  })

  test.each([
    ['a field that is missing', { name: 'alice', role: 'admin' }],
    ['a field of another kind', { ...alice, name: 1 }],
    ['a text that is none of the known', { ...alice, role: 'owner' }],
    ['an optional field of another kind', { ...alice, tags: [1] }],
    ['an array', [alice]],
    ['null', null],
    ['a text', 'alice'],
  ])('keeps out %s', (_, value) => {
    expect(look(value)).toBe(false)
  })

  test('holds for every value of a record, and of an array', () => {
    const counts = is.record(is.either(is.number, is.boolean))
    expect(counts({ a: 1, b: true })).toBe(true)
    expect(counts({ a: 1, b: 'two' })).toBe(false)
    expect(counts([1])).toBe(false)
    expect(is.array(is.number)([1, null])).toBe(false)
    expect(is.array(is.number)({ length: 0 })).toBe(false)
  })

  test('is looked for in a text', () => {
    expect(is.parsed(look, JSON.stringify(alice))).toEqual(alice)
    expect(() => is.parsed(look, '{"name":"alice"}')).toThrow(TypeError)
    expect(() => is.parsed(look, '{')).toThrow(SyntaxError)
    expect(is.parsed(is.anything, 'null')).toBeNull()
  })
})
