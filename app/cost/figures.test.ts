import { globSync, readFileSync } from 'node:fs'
import { AppRouterContext } from 'next/dist/shared/lib/app-router-context.shared-runtime.js'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import type { StrategyDefinition } from '#lib/strategies/contract.ts'
import { cost, count, figure, micros } from '#lib/evidence/cost.ts'
import { bytes } from '#lib/evidence/words/amounts.ts'
import { costBeside } from '#lib/evidence/words/cost-beside.ts'
import { findStrategy, strategies } from '#lib/strategies/registry.ts'
import CostPage from './page.tsx'

/** A time as a measurement has it, or a ratio of two. */
const FIGURE = /(\d[\d.,]*)(?:\s|&nbsp;)*(µs|microseconds|times (?:as|the|faster|cheaper))/g

const figuresIn = (text: string): string[] =>
  [...text.matchAll(FIGURE)].map(([, number = '', unit = '']) =>
    unit.startsWith('times') ? `${number} times` : `${number} µs`,
  )

/** As a page has it, with spaces that any regular expression knows. */
const plain = (text: string): string => text.replaceAll('\u00a0', ' ')
const told = (value: number): string => plain(micros(value))

function found<T>(one: T | undefined, what: string): T {
  if (one === undefined) throw new Error(`the file has no ${what}`)
  return one
}

/** The very entry of the file, and no way around it that the page takes as well. */
const timed = (name: string): number =>
  found(
    cost.timings.find((one) => one.name === name),
    name,
  ).median
const seen = (id: string): number => timed(`${id}: verify, seen before`)
const ofNew = (id: string): number => timed(`${id}: verify, a new one`)
const away = (id: string, ms: string): number =>
  found(cost.apart.find((one) => one.strategy === id)?.at[ms], `${id} at ${ms} ms`)
const titled = (id: string): string =>
  id === 'bare' ? 'A bare handler' : found(findStrategy(id), id).title

const http = found(cost.http, 'run over HTTP')
const growth = found(cost.growth, 'run of growth')
const served = (one: (typeof http.steady)[number]): string[] => [
  count(one.perSecond),
  figure(one.p50),
  figure(one.p99),
  count(one.errors),
]
const held = (value: number | null): string =>
  value === null ? 'none' : value === 0 ? 'too little to measure' : bytes(value)

/** The rows of each table, from the entries that they are of. */
const tables: Readonly<Record<string, string[][]>> = {
  'What a check takes': [
    ...strategies.map(({ id, title }) => [title, told(seen(id)), told(ofNew(id))]),
    ...cost.timings
      .filter(({ kind }) => kind !== 'ours')
      .map(({ name, median }) => {
        const [subject = '', isNew] = name.split(/(, a new one)$/)
        const cells = [told(median), '–not measured']
        return [subject, ...(isNew ? cells.toReversed() : cells)]
      }),
  ],
  'Checks with a store that is away': strategies.map(({ id, title, cost: { request } }) => [
    title,
    String(request.reads),
    ...['0', '0.5', '2'].map((ms) => told(away(id, ms))),
  ]),
  'Requests over HTTP': http.full.map((one) => [
    titled(one.name),
    one.server === 'next' ? 'Next' : 'node:http alone',
    one.transport,
    `${count(one.share * 100)} %`,
    ...served(one),
    one.cpuMicros === undefined ? 'not measured' : told(one.cpuMicros),
  ]),
  'Requests at a fixed rate': [
    ...http.steady.map((one) => [titled(one.name), 'nothing else', ...served(one)]),
    ...http.revoking.map((one) => [
      titled(one.name),
      `${count((one.revocations / one.answered) * one.perSecond)} revocations a second`,
      ...served(one),
    ]),
  ],
  Growth: growth.strategies.flatMap(({ strategy, sizes }) =>
    sizes.map((size) => [
      titled(strategy),
      sizes.length > 1 ? count(size.entries) : 'keeps none',
      told(size.verify),
      figure(size.ratio),
      told(size.end),
      size.renew === null ? 'none' : told(size.renew),
      held(size.disk),
      held(size.memory),
      held(size.redis),
    ]),
  ),
}

/** The figures of the sentences between the tables, in their order. */
const sentences: string[] = [
  ...['stateless-jwt', 'cookie-session'].flatMap((id) => [seen(id), ofNew(id)]),
  away('cookie-session', '0'),
  away('stateless-jwt', '0'),
  ofNew('stateless-jwt'),
  // What a token saves where the store is near.
  away('cookie-session', '0') - away('stateless-jwt', '0'),
  away('cookie-session', '0.5'),
  away('stateless-jwt', '0.5'),
  away('jwt-blocklist', '0.5'),
].map(told)

const REGION = /<section aria-label="([^"]*)".*?<\/section>/gs
const textOf = (html: string): string =>
  plain(html.replaceAll(/<[^>]*>/g, ''))
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&')

const region = (page: string, label: string): string =>
  found([...page.matchAll(REGION)].find((one) => one[1] === label)?.[0], `table "${label}"`)

const rowsOf = (table: string): string[][] =>
  table
    .slice(table.indexOf('<tbody>'))
    .split('<tr')
    .slice(1)
    .map((row) => [...row.matchAll(/<t[hd]\b.*?<\/t[hd]>/gs)].map(([cell]) => textOf(cell)))

/** Rows that the file does not have, and rows that the page does not. */
function strayRows(page: string, label: string): string[] {
  // The cell of a bar has no text.
  const lines = (rows: string[][]) =>
    rows.map((cells) => plain(cells.filter((cell) => cell !== '').join(' | ')))
  const shown = lines(rowsOf(region(page, label)))
  const kept = lines(found(tables[label], label))
  return [
    ...shown.filter((row) => !kept.includes(row)),
    ...kept.filter((row) => !shown.includes(row)),
  ]
}

/** What is told of a strategy beside another: its own two figures, the other's, and how they compare. */
function besideOf({ id }: StrategyDefinition, sentence: string): string[] {
  const other = strategies.find(({ title }) => sentence.includes(` ${title} with `))
  const times = other && Number((seen(id) / seen(other.id)).toPrecision(2))
  return [
    told(seen(id)),
    told(ofNew(id)),
    ...(other ? [told(seen(other.id))] : []),
    ...(sentence.includes(' times ') ? [`${times} times`] : []),
  ]
}

const idle = () => undefined
/** Links want one, and nobody follows them here. */
const router = {
  back: idle,
  forward: idle,
  prefetch: idle,
  push: idle,
  refresh: idle,
  replace: idle,
  bfcacheId: '',
}

async function rendered(): Promise<string> {
  const page = await CostPage({ searchParams: Promise.resolve({}) })
  return renderToStaticMarkup(createElement(AppRouterContext.Provider, { value: router }, page))
}

describe('what is rendered of the cost', () => {
  it.each(Object.keys(tables))(
    'has in each row of "%s" the entry that it is about',
    async (label) => {
      const page = await rendered()
      expect(rowsOf(region(page, label)).length).toBeGreaterThan(5)
      expect(strayRows(page, label)).toEqual([])
    },
  )

  it.each(Object.keys(tables))(
    'is found where "%s" takes one strategy for another',
    async (label) => {
      const page = await rendered()
      const table = region(page, label)
      const swapped = table.replaceAll(
        />(Cookie session store|Stateless JWT)</g,
        (_, title: string) =>
          title === 'Stateless JWT' ? '>Cookie session store<' : '>Stateless JWT<',
      )
      expect(swapped).not.toBe(table)
      expect(
        strayRows(
          page.replace(table, () => swapped),
          label,
        ).length,
      ).toBeGreaterThan(3)
    },
  )

  it('has in its sentences the figures that they are about, and no other', async () => {
    const page = await rendered()
    const between = page
      .replaceAll(REGION, '')
      .replace(/<section aria-labelledby="missed".*?<\/section>/s, '')
    expect(figuresIn(textOf(between))).toEqual(sentences)
    const [first = '', second = ''] = sentences
    expect(figuresIn(textOf(between.replace(first.replace(' ', '\u00a0'), second)))).not.toEqual(
      sentences,
    )
  })

  it('says beside each strategy what the file has of it, and of the one that it names', () => {
    for (const definition of strategies) {
      const sentence = plain(costBeside(definition, strategies) ?? '')
      expect(figuresIn(sentence), definition.id).toEqual(besideOf(definition, sentence))
    }
  })

  it('is found where a sentence is that of another strategy', () => {
    for (const [place, definition] of strategies.entries()) {
      const next = found(strategies[(place + 1) % strategies.length], 'next')
      const sentence = plain(costBeside(next, strategies) ?? '')
      expect(figuresIn(sentence), definition.id).not.toEqual(besideOf(definition, sentence))
    }
  })
})

it('nothing of the kind is typed where it is told of', () => {
  const sources = [
    'README.md',
    ...globSync('app/cost/**/*.tsx'),
    ...globSync('app/strategies/**/*.{ts,tsx}'),
    'lib/evidence/words/cost-beside.ts',
  ]
  for (const typed of ['about 13 µs', '1,034 microseconds', '9 times cheaper']) {
    expect(figuresIn(typed)).toHaveLength(1)
  }
  expect(sources.length).toBeGreaterThan(10)
  for (const file of sources) expect(figuresIn(readFileSync(file, 'utf8')), file).toEqual([])
})
