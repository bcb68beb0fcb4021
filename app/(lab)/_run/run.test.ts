import { describe, expect, test } from 'vitest'
import type { Promised } from '#lib/strategies/describe.ts'
import type { Look, Round } from '#app/_data/answers.ts'
import type { LabEvent } from './lab-events.ts'
import { fired, knocked, stolen } from './rounds.ts'
import { KEPT_KNOCKS, laneOf, newRun, type Run } from './run.ts'
import { checkPromise } from '../_inspector/promise-check.ts'
import { laneStatusOf } from './lane-status.ts'

const START = 1_000
const ID = 'any-strategy'

const look = (accepted: boolean, role: 'admin' | 'member' = 'admin'): Look => ({
  accepted,
  reason: accepted ? null : 'revoked',
  username: accepted ? 'alice' : null,
  role: accepted ? role : null,
  bytes: 100,
  reads: 1,
  writes: 0,
  micros: 50,
})

const round = (at: number, thief: Look | null): Round => ({
  now: START + at,
  lanes: { [ID]: { victim: look(true), thief: thief && { ...thief, renewed: false } } },
})

/** A theft, a knock, the event, and then knocks at the given seconds after it. */
function after(event: LabEvent, knocks: readonly (readonly [number, Look])[]): Run {
  const robbed = knocked(stolen(START), round(0, look(true)))
  return knocks.reduce<Run>(
    (run, [at, thief]) => knocked(run, round(at, thief)),
    fired(robbed, event, {}),
  )
}

const verdict = (run: Run) => {
  const { kind, survival, survivalNote } = laneStatusOf(run, ID)
  return { kind, survival, survivalNote }
}

describe('a lane', () => {
  test('has no verdict before there is a thief', () => {
    const run = knocked(newRun(START), round(0, look(true)))
    expect(laneStatusOf(run, ID)).toMatchObject({ kind: 'unknown', word: 'No thief yet' })
    expect(laneOf(run, ID).knocks).toBe('')
  })

  test('where nothing was stolen is unknown, and no success', () => {
    const run = knocked(fired(stolen(START), 'ban', {}), round(0, null))
    expect(laneStatusOf(run, ID)).toMatchObject({ kind: 'unknown', word: 'Nothing stolen here' })
  })

  test('that refuses the first knock was closed at once', () => {
    expect(verdict(after('logout', [[0, look(false)]]))).toEqual({
      kind: 'blocked',
      survival: 'At once',
      survivalNote: 'at the first knock',
    })
  })

  test('that lets the copy in has a stopwatch that runs', () => {
    const run = after('logout', [
      [0, look(true)],
      [75, look(true)],
    ])
    expect(verdict(run)).toEqual({ kind: 'in', survival: '1:15', survivalNote: 'and running' })
  })

  test('that closed between two knocks does not claim to know when', () => {
    const run = after('logout', [
      [0, look(true)],
      [270, look(true)],
      [300, look(false)],
      [301, look(false)],
    ])
    expect(verdict(run)).toEqual({
      kind: 'blocked',
      survival: '≤ 5:00',
      survivalNote: 'was still in at 4:30',
    })
  })

  test('that opens again has not closed', () => {
    const run = after('logout', [
      [0, look(false)],
      [1, look(true)],
      [2, look(false)],
    ])
    expect(verdict(run)).toMatchObject({ kind: 'blocked', survival: '0:02' })
  })

  test('that has taken the role away counts as closed, the session going on', () => {
    const run = after('role-change', [[0, look(true, 'member')]])
    expect(laneStatusOf(run, ID)).toMatchObject({ kind: 'blocked', word: 'Role gone' })
    const still = after('role-change', [[0, look(true, 'admin')]])
    expect(laneStatusOf(still, ID)).toMatchObject({ kind: 'waiting', word: 'Old role' })
  })

  test('shows its last knocks, the event among them for as long as it can', () => {
    let run = after('ban', [])
    for (let at = 0; at < KEPT_KNOCKS + 10; at += 1) run = knocked(run, round(at, look(false)))
    expect(laneOf(run, ID).knocks).toHaveLength(KEPT_KNOCKS)
    expect(run).toMatchObject({ knocks: KEPT_KNOCKS, eventAfter: -10, eventAt: START })
  })
})

describe('a lane whose server failed', () => {
  const failing = (at: number): Round => ({
    now: START + at,
    lanes: { [ID]: { failed: 'store_unavailable' } },
  })
  const run = knocked(after('logout', [[0, look(true)]]), failing(1))

  test('is an error, and neither a success nor a refusal', () => {
    expect(laneStatusOf(run, ID)).toMatchObject({ kind: 'error', survival: '–', isSurvivor: false })
    expect(laneOf(run, ID)).toMatchObject({ knocks: 'iix', firstOut: null, lastIn: START })
    expect(checkPromise(run, ID, { stops: 'at-once' }).text).toContain('nothing is known')
  })

  test('keeps its place in time, and goes on where it stood', () => {
    const later = knocked(run, round(2, look(true)))
    expect(laneStatusOf(later, ID)).toMatchObject({ kind: 'in', survival: '0:02' })
    expect(laneOf(later, ID).knocks).toBe('iixi')
  })

  test('at the first knock after the event leaves it unknown when the door closed', () => {
    const robbed = fired(knocked(stolen(START), round(0, look(true))), 'logout', {})
    const late = knocked(knocked(robbed, failing(1)), round(200, look(false)))
    expect(verdict(late)).toEqual({
      kind: 'blocked',
      survival: '≤ 3:19',
      survivalNote: 'no answer before',
    })
    expect(checkPromise(late, ID, { stops: 'at-once' }).kind).toBe('unknown')
  })

  test('before any theft is one as well, and over when it answers', () => {
    const idle = knocked(newRun(START), failing(0))
    expect(laneStatusOf(idle, ID).kind).toBe('error')
    expect(laneStatusOf(knocked(idle, round(1, null)), ID).word).toBe('No thief yet')
  })
})

test('what a request costs is that of the last one that was accepted', () => {
  const dear = { ...look(true), bytes: 700 }
  const run = after('logout', [
    [0, dear],
    [1, { ...look(false), bytes: 1 }],
  ])
  // The victim is let in all along: once the thief is not, hers is the last one that was.
  expect(laneOf(after('logout', [[0, dear]]), ID).cost).toEqual(expect.objectContaining(dear))
  expect(laneOf(run, ID).cost).toEqual(look(true))
})

describe('measured against the promise', () => {
  const within: Promised = { stops: 'within', seconds: 300 }
  const atOnce: Promised = { stops: 'at-once' }

  test.each<[string, Promised, readonly (readonly [number, Look])[], string]>([
    ['at once, kept', atOnce, [[0, look(false)]], 'blocked'],
    ['at once, broken by the very first knock', atOnce, [[0, look(true)]], 'error'],
    [
      'at once, broken',
      atOnce,
      [
        [0, look(true)],
        [5, look(true)],
      ],
      'error',
    ],
    [
      'at once, broken though it closed later',
      atOnce,
      [
        [0, look(true)],
        [5, look(true)],
        [6, look(false)],
      ],
      'error',
    ],
    [
      'within, not yet due',
      within,
      [
        [0, look(true)],
        [299, look(true)],
      ],
      'waiting',
    ],
    [
      'within, kept',
      within,
      [
        [0, look(true)],
        [290, look(true)],
        [320, look(false)],
      ],
      'blocked',
    ],
    [
      'within, broken',
      within,
      [
        [0, look(true)],
        [302, look(true)],
      ],
      'error',
    ],
    [
      'never, as declared',
      { stops: 'never' },
      [
        [0, look(true)],
        [9_999, look(true)],
      ],
      'in',
    ],
    ['never, and yet it closed', { stops: 'never' }, [[0, look(false)]], 'waiting'],
  ])('%s', (_what, promise, knocks, kind) => {
    const run = after('logout', knocks)
    expect(checkPromise(run, ID, promise).kind).toBe(kind)
  })

  test('nothing is judged before it was measured', () => {
    expect(checkPromise(stolen(START), ID, atOnce).kind).toBe('unknown')
  })
})

test('a round says which node answered it, and the next one another', () => {
  const robbed = knocked(stolen(START), { ...round(0, look(true)), node: 'node-2' })
  expect(robbed.node).toBe('node-2')
  expect(knocked(robbed, { ...round(1, look(true)), node: 'node-3' }).node).toBe('node-3')
})
