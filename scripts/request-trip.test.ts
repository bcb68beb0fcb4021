import { expect, test } from 'vitest'
import { onlyHandsOn } from './request-trip.ts'

/** As if every function of the source had run: each ends at a mark. */
function judge(marked: string): boolean {
  const pieces = marked.split('¶')
  const ends = pieces.slice(0, -1).map((_, index) => pieces.slice(0, index + 1).join('').length)
  return onlyHandsOn('lib/a.ts', pieces.join(''), ends)
}

test.each([
  ['an arrow', 'export const find = (id: string) => inner(id)¶'],
  ['a method', 'const made = { async find(id) { return await users.find(id) }¶ }'],
  ['a function', 'export function find(...all: string[]): void { users.find(...all) }¶'],
  ['several', 'const a = () => b()¶; const c = function (x) { return d.e(x.f, 1) }¶'],
])('%s that hands on', (_what, source) => {
  expect(judge(source)).toBe(true)
})

test.each([
  ['decides', 'const find = (id) => (id ? inner(id) : null)¶'],
  ['adds something', 'const find = (id) => inner(id, salt + id)¶'],
  ['asks twice', 'const find = (id) => inner(hash(id))¶'],
  ['takes two steps', 'function find(id) { check(id); return inner(id) }¶'],
  ['does so beside one that hands on', 'const a = () => b()¶; const c = (x) => x + 1¶'],
])('no handing on: it %s', (_what, source) => {
  expect(judge(source)).toBe(false)
})
