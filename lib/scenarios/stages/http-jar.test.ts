import { expect, test } from 'vitest'
import { cookieHeader, withSet } from './http-jar.ts'

const answer = (...lines: string[]) => ({
  headers: new Headers(lines.map((line): [string, string] => ['Set-Cookie', line])),
})

test('keeps what an answer sets, letter by letter', () => {
  const kept = withSet(new Map(), answer('a=x%20y.z=; Path=/; HttpOnly', 'b="q"; Max-Age=60'))
  expect(cookieHeader(kept)).toBe('a=x%20y.z=; b="q"')
})

test.each(['a=; Path=/', 'a=; Max-Age=0', 'a=still; max-age=0; Path=/', 'a=x; Max-Age=-1'])(
  'throws away what an answer takes: %s',
  (line) => {
    const kept = withSet(
      new Map([
        ['a', '1'],
        ['b', '2'],
      ]),
      answer(line),
    )
    expect([...kept]).toEqual([['b', '2']])
  },
)

test('does not change what somebody else holds', () => {
  const held = new Map([['a', '1']])
  withSet(held, answer('a=2'))
  expect(held.get('a')).toBe('1')
})
