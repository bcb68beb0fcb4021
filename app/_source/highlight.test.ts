import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { strategies } from '#lib/strategies/registry.ts'
import { coreOf } from './core.ts'
import { markup, tokensOf } from './highlight.ts'
import { sourceOf } from './source.ts'

const kinds = (text: string) =>
  tokensOf('a.ts', text).map(({ kind, start, end }) => `${kind} ${text.slice(start, end)}`)

test('tells apart by syntax and not by words', () => {
  expect(kinds("const a = 'return' // if")).toEqual([
    'keyword const',
    "string 'return'",
    'comment // if',
  ])
  expect(kinds('a.delete({ default: 1, of })')).toEqual(['call delete', 'value 1', 'keyword of'])
  expect(kinds('const f = (b: Promise<X>) => `x ${g(b)} y`')).toEqual([
    'keyword const',
    'type Promise',
    'type X',
    'string `x ${',
    'call g',
    'string } y`',
  ])
})

test('the text stays what it is, and is escaped', () => {
  const text = "if (a < b && c > '&amp;') d()"
  const html = markup(text, tokensOf('a.ts', text))
  expect(html).not.toMatch(/<(?!span class="code-\w+">|\/span>)/)
  const plain = html
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
  expect(plain.replaceAll('&amp;', '&')).toBe(text)
})

test('every strategy has lines that decide, and they check a request', async () => {
  for (const strategy of strategies) {
    const source = await sourceOf(strategy)
    const [check] = coreOf(source?.file ?? '', source?.text ?? '')
    expect(check?.title, strategy.id).toBe('How a request is checked')
    const lines = source?.text.split('\n') ?? []
    const shown = check?.parts.flatMap(({ from, to }) => lines.slice(from - 1, to)).join('\n')
    expect(shown, strategy.id).toMatch(/\bverify\b/)
    // A store that it declares to read for each request is asked in these lines.
    for (const need of strategy.needs) {
      if (need === 'revocations') expect(shown, strategy.id).toContain('revocations.isRevoked(')
    }
  }
})

test('a comment above belongs to what it is about', () => {
  const text = `const s = {
  // Why.
  // And more.
  verify: () => look(),
  end() {},
}

function look() {}
`
  expect(coreOf('a.ts', text)).toEqual([
    {
      title: 'How a request is checked',
      parts: [
        { from: 2, to: 4 },
        { from: 8, to: 8 },
      ],
    },
    { title: 'How a session is ended', parts: [{ from: 5, to: 5 }] },
  ])
})

test('the highlighter reads all that is shown', async () => {
  for (const file of ['examples/express.ts', 'examples/next-route.ts']) {
    expect(tokensOf(file, await readFile(file, 'utf8')).length).toBeGreaterThan(20)
  }
})
