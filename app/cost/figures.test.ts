import { globSync, readFileSync } from 'node:fs'
import { AppRouterContext } from 'next/dist/shared/lib/app-router-context.shared-runtime.js'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { cost, measuredApart, micros } from '#lib/evidence/cost.ts'
import { costBeside } from '#lib/evidence/words/cost-beside.ts'
import { strategies } from '#lib/strategies/registry.ts'
import CostPage from './page.tsx'

/** A time as a measurement has it, or a ratio of two. */
const FIGURE = /(\d[\d.,]*)(?:\s|&nbsp;)*(µs|microseconds|times (?:as|the|faster|cheaper))/g

const figuresIn = (text: string): string[] =>
  [...text.matchAll(FIGURE)].map(([, number = '', unit = '']) =>
    unit.startsWith('times') ? `${number} times` : `${number} µs`,
  )

/** Every number of a file, wherever it is in there. */
function numbersIn(value: unknown): number[] {
  const number = z.number().safeParse(value)
  if (number.success) return [number.data]
  return z.looseObject({}).safeParse(value).success || Array.isArray(value)
    ? Object.values(value as object).flatMap(numbersIn)
    : []
}

const told = (value: number): string => micros(value).replace('\u00a0', ' ')

const kept = new Set(numbersIn(cost).map(told))
/** What a token saves where the store is near. */
const saved = told(
  (measuredApart('cookie-session', 0) ?? 0) - (measuredApart('stateless-jwt', 0) ?? 0),
)
const medians = cost.timings.map(({ median }) => median)
const ratios = new Set(
  medians.flatMap((one) => medians.map((other) => `${Number((one / other).toPrecision(2))} times`)),
)

/** The figures of a text that are in no evidence. */
const strangers = (text: string): string[] =>
  figuresIn(text).filter((one) => !kept.has(one) && one !== saved && !ratios.has(one))

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

it('what is rendered of the cost is in the evidence, figure by figure', async () => {
  const page = await rendered()
  expect(figuresIn(page).length).toBeGreaterThan(2 * strategies.length)
  expect(strangers(page)).toEqual([])
  for (const definition of strategies) {
    const sentence = costBeside(definition, strategies) ?? ''
    expect(figuresIn(sentence).length, definition.id).toBeGreaterThan(0)
    expect(strangers(sentence), definition.id).toEqual([])
  }
})

it('a figure that is typed, or is of another run, is found', async () => {
  const [first = ''] = figuresIn(await rendered())
  const wrong = told(Number.parseFloat(first.replace(',', '')) + 7_777)
  expect(strangers(`${await rendered()} <td>${wrong}</td>`)).toEqual([wrong])
  expect(strangers('some 98,765 times faster')).toEqual(['98,765 times'])
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
