import { verdictOf } from '#lib/evidence/attack-verdicts.ts'
import { describe, expect, it } from 'vitest'
import { collect } from './collect.ts'
import { registeredOf, runOf, runsOf, testOf } from './made-up.ts'
import type { PlayedTest } from './played.ts'

const known = registeredOf(['one', 'one-more'], ['weak', 'weak-er'])
const part = { whole: false }
const attached = { attack: 'one', strategy: 'weak', runs: runsOf(), broken: [] as string[] }

/** The one cell that a test comes to. */
function cellFrom(test: PlayedTest) {
  const { cells, errors } = collect([test], known, part)
  expect(errors).toEqual([])
  expect(cells).toHaveLength(1)
  const [cell] = cells
  if (!cell) throw new Error('no cell')
  return { ...cell, verdict: verdictOf(cell) }
}

describe('a test that says what came of the attack', () => {
  it('is a cell that works, is blocked, or does not apply', () => {
    const blocked = { ...attached, runs: runsOf({ works: false }) }
    const none = [runOf({ works: null, predicted: { not: 'Nothing renews.' }, steps: [] })]
    expect(cellFrom(testOf(attached))).toMatchObject({ verdict: 'works', broken: [] })
    expect(cellFrom(testOf(blocked))).toMatchObject({ verdict: 'blocked', broken: [] })
    expect(cellFrom(testOf({ ...attached, runs: none }))).toMatchObject({
      verdict: 'not-applicable',
      broken: [],
    })
  })

  it('is broken when the outcome is not what the traits say, though the test is silent', () => {
    const runs = runsOf({ works: true, predicted: 'fails' })
    expect(cellFrom(testOf({ ...attached, runs }))).toMatchObject({
      verdict: 'broken',
      broken: [
        'It works in process; the traits say that it is blocked.',
        'It works over HTTP; the traits say that it is blocked.',
        'It works in a browser; the traits say that it is blocked.',
      ],
    })
  })

  it('is broken when the media disagree', () => {
    const [process, http, browser] = runsOf()
    const runs = [process, { ...http, works: false }, browser]
    const { verdict, broken } = cellFrom(testOf({ ...attached, runs }))
    expect(verdict).toBe('broken')
    expect(broken.at(-1)).toBe(
      'The media disagree: it works in process, is blocked over HTTP, works in a browser.',
    )
  })

  it.each([
    ['a medium is missing', runsOf().slice(0, 2), 'It was not played in a browser.'],
    ['there is no run at all', [], 'It was not played in process.'],
    ['a run is of another attack', runsOf({ attack: 'two' }), 'It holds a run of another attack'],
    ['a run has no outcome', [runOf({ works: null, predicted: 'works' })], 'Nothing came of it'],
    ['a run calls itself broken', runsOf({ broken: true }), 'The run in process calls itself'],
  ])('is broken when %s', (_, runs, why) => {
    const cell = cellFrom(testOf({ ...attached, runs }))
    expect(cell.verdict).toBe('broken')
    expect(cell.broken.join(' ')).toContain(why)
  })

  it('says in the words of the test what it found broken, once', () => {
    const told = { ...attached, runs: runsOf({ predicted: 'fails' }), broken: ['Two of three.'] }
    const attempt = { status: 'failed', errors: ['expected []'] } as const
    expect(cellFrom(testOf(told, {}, attempt)).broken).toEqual(['Two of three.'])
  })

  it('is broken when the test fails all the same, or only passes at last', () => {
    const attempt = { status: 'timedOut', errors: ['Test timeout'] } as const
    expect(cellFrom(testOf(attached, {}, attempt)).broken).toEqual([
      'The test failed: Test timeout',
    ])
    const [passed] = testOf(attached).attempts
    if (!passed) throw new Error('no attempt')
    const attempts = [{ ...passed, status: 'failed' as const, errors: ['no'] }, passed]
    expect(cellFrom({ ...testOf(attached), attempts }).broken).toEqual([
      'It passed only when it was tried again: no',
    ])
  })

  it('is broken when it fails half-way, and says nothing of what it never came to', () => {
    const attempt = { status: 'failed', errors: ['Connection refused'] } as const
    const test = testOf({ ...attached, runs: runsOf().slice(0, 1) }, {}, attempt)
    expect(cellFrom(test)).toMatchObject({
      verdict: 'broken',
      broken: ['The test failed: Connection refused'],
    })
  })

  it('is broken when what it says cannot be read', () => {
    const cell = cellFrom(testOf({ attack: 'one' }))
    expect(cell).toMatchObject({ attack: 'one', strategy: 'weak', verdict: 'broken' })
    expect(cell.broken[0]).toContain('cannot be read')
  })
})

describe('a test that does not say what came of the attack', () => {
  it('is broken, and never blocked, when it crashes', () => {
    const attempt = { status: 'failed', errors: ['Target crashed'] } as const
    const cell = cellFrom(testOf(undefined, { title: 'one-more' }, attempt))
    expect(cell).toMatchObject({
      attack: 'one-more',
      strategy: 'weak',
      verdict: 'broken',
      broken: ['The test ended before the attack came to anything: Target crashed'],
    })
  })

  it('is broken when it passes', () => {
    expect(cellFrom(testOf(undefined)).broken[0]).toContain('passed without saying')
  })

  it.each(['skipped', 'interrupted'] as const)('was not run when it was %s', (status) => {
    const cell = cellFrom(testOf(undefined, {}, { status }))
    expect(cell).toMatchObject({ verdict: 'not-run', broken: [`It was not run: ${status}.`] })
  })

  it('was not run when it was never begun', () => {
    expect(cellFrom(testOf(undefined, { attempts: [] }))).toMatchObject({ verdict: 'not-run' })
  })

  it.each([
    ['an id in its title', { title: 'replay one-more @tag' }, 'one-more', 'weak'],
    ['the title of the attack', { title: 'replay The attack called one more' }, 'one-more', 'weak'],
    ['its project', { title: 'one', project: 'attacks-weak-er' }, 'one', 'weak-er'],
    ['a title that is an id', { title: 'one (replay)', project: 'weak-er' }, 'one', 'weak-er'],
    [
      'annotations',
      {
        title: 'something else',
        annotations: [
          { type: 'attack', description: 'one-more' },
          { type: 'strategy', description: 'weak-er' },
        ],
      },
      'one-more',
      'weak-er',
    ],
  ])('is known by %s', (_, changes, attack, strategy) => {
    const test = testOf(undefined, changes, { status: 'failed', errors: ['no'] })
    expect(cellFrom(test)).toMatchObject({ attack, strategy })
  })

  it('is an error when nobody knows which attack it was', () => {
    const test = testOf(undefined, { title: 'x' }, { status: 'failed', errors: ['no'] })
    expect(collect([test], known, part).errors).toEqual([
      'x: The test ended before the attack came to anything: no',
    ])
  })
})

it('leaves other tests alone', () => {
  const test = testOf(undefined, { file: '/somewhere/e2e/pages/one.spec.ts' })
  expect(collect([test], known, part)).toMatchObject({ cells: [], errors: [] })
})

it('misses the tests that are not there, when all were to be played', () => {
  const { cells } = collect([testOf(attached)], known, { whole: true })
  const missing = cells.filter(({ notRun }) => notRun)
  expect(cells).toHaveLength(4)
  expect(missing.map(({ attack, strategy }) => `${attack} ${strategy}`)).toEqual([
    'one weak-er',
    'one-more weak',
    'one-more weak-er',
  ])
  expect(missing.map(({ broken }) => broken.length)).toEqual([1, 1, 1])
})

it('forgets nothing that went wrong when a test is repeated', () => {
  const bad = testOf({ ...attached, broken: ['Wrong.'] })
  const { cells } = collect([bad, testOf(attached)], known, part)
  expect(cells).toHaveLength(1)
  expect(cells[0]?.broken).toEqual(['Wrong.'])
})
