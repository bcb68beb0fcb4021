import { describe, expect, it } from 'vitest'
import { toCsv } from './csv.ts'
import { toJson } from './json.ts'
import { escaped, table } from './markdown.ts'

describe('CSV', () => {
  const line = (text: string) => toCsv(['a', 'b'], [{ a: text, b: 'x' }]).slice('a,b\n'.length)

  it.each([
    ['a plain text', 'as it is', 'as it is,x\n'],
    ['nothing', '', ',x\n'],
    ['a comma', 'one, two', '"one, two",x\n'],
    ['quotes', 'says "no"', '"says ""no""",x\n'],
    ['a line break', 'one\ntwo', '"one\ntwo",x\n'],
    ['a return', 'one\rtwo', '"one\rtwo",x\n'],
  ])('quotes what would end a field: %s', (_, text, expected) => {
    expect(line(text)).toBe(expected)
  })

  it.each(['=1+1', '+1', '-a', '@SUM(A1)', '\tx', '-1-1', '=HYPERLINK("http://x")'])(
    'starts no formula: %s',
    (text) => {
      expect(line(text).replace(/^"/, '')).toMatch(/^'/)
    },
  )

  it('guards a return and quotes it', () => expect(line('\rx')).toBe('"\'\rx",x\n'))

  it.each(['-1', '12', '-0.5'])('leaves a number a number: %s', (text) => {
    expect(line(text)).toBe(`${text},x\n`)
  })
})

describe('Markdown', () => {
  it('keeps a text inside its cell, and shows it as it is', () => {
    expect(table(['a|b', 'c'], [['one\ntwo', { strong: '<b>*' }]])).toEqual([
      '| a\\|b | c |',
      '| --- | --- |',
      '| one two | **\\<b\\>\\*** |',
    ])
    expect(escaped('a\\|b')).toBe('a\\\\\\|b')
  })
})

describe('JSON', () => {
  it('is a line for each cell, and reads back', () => {
    const text = toJson({ at: 'now' }, [{ a: 1 }, { a: 2 }])
    expect(JSON.parse(text)).toEqual({ at: 'now', cells: [{ a: 1 }, { a: 2 }] })
    expect(text.split('\n')).toHaveLength(5)
    expect(JSON.parse(toJson({}, []))).toEqual({ cells: [] })
  })
})
