import { describe, expect, test } from 'vitest'
import * as is from './shape.ts'
import { tagged } from './tagged.ts'

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

test.each([
  ['one of them', { type: 'word', text: 'a' }, true],
  ['another', { type: 'nothing' }, true],
  ['one that lacks its field', { type: 'word' }, false],
  ['a tag that nobody knows', { type: 'toString' }, false],
  ['no tag', { text: 'a' }, false],
  ['no object', 'word', false],
])('tells tagged objects apart: %s', (_, value, isGood) => {
  const either = tagged('type', { word: { text: is.string }, nothing: {} })
  expect(either(value)).toBe(isGood)
})

test('does not compile where it says something else than the type that it is held to', () => {
  interface Model {
    at: number
    by?: 'thief' | undefined
    what: { name: string | null }[]
  }
  const by = { by: is.oneOf(['thief']) }
  const what = is.array(is.object({ name: is.nullable(is.string) }))
  const same = is.like<Model>()(is.object({ at: is.number, what }, by))
  expect(same({ at: 1, what: [{ name: null }] })).toBe(true)
  // @ts-expect-error a field too few
  is.like<Model>()(is.object({ what }, by))
  // @ts-expect-error a field too few, though it may be left out
  is.like<Model>()(is.object({ at: is.number, what }))
  // @ts-expect-error a field too many
  is.like<Model>()(is.object({ at: is.number, what, more: is.string }, by))
  // @ts-expect-error a field too many, though it may be left out
  is.like<Model>()(is.object({ at: is.number, what }, { ...by, more: is.string }))
  // @ts-expect-error a field that has to be there, and need not be
  is.like<Model>()(is.object({ at: is.number, what, ...by }))
  // @ts-expect-error less than the type has room for, deep inside
  is.like<Model>()(is.object({ at: is.number, what: is.array(is.object({ name: is.string })) }, by))
  // @ts-expect-error more than the type has room for
  is.like<Model>()(is.object({ at: is.number, what }, { by: is.oneOf(['thief', 'victim']) }))
})
