import type { CellRun } from '#lib/evidence/model.ts'
import { expect, test } from 'vitest'
import { closings, measuredMoments, momentOf } from './moment.ts'

const DAY = 86_400

const knock = (at: number, isIn: boolean) => ({
  at,
  in: isIn,
  renewed: false,
  accepted: isIn,
  reason: isIn ? null : 'expired',
  role: null,
  reads: 0,
  writes: 0,
  micros: 1,
  bytes: 1,
})

const run = (
  lastAccepted: number | null,
  firstRefused: number | null,
  knocks: CellRun['knocks'],
): CellRun => ({
  strategy: 'any-strategy',
  event: 'logout',
  promise: { stops: 'at-once' },
  lastAccepted,
  firstRefused,
  keptUntil: lastAccepted,
  horizon: DAY,
  collateral: 'none',
  broken: [],
  knocks,
  steps: [],
})

const within = run(299, 300, [knock(0, true), knock(299, true), knock(300, false)])
const never = run(DAY, null, [knock(0, true), knock(DAY, true)])
const atOnce = run(null, 0, [knock(0, false)])

test.each([
  ['closed at once', atOnce, 0, { kind: 'blocked', survival: 'At once', accepted: 0, refused: 1 }],
  ['before it closes', within, 299, { kind: 'in', survival: '4:59', accepted: 2, refused: 0 }],
  ['in the second it closes', within, 300, { kind: 'blocked', survival: '5:00', refused: 1 }],
  ['long after', within, DAY, { kind: 'blocked', survival: '5:00' }],
  ['before the horizon', never, DAY - 1, { kind: 'in', note: 'measured, and running' }],
  ['at the horizon', never, DAY, { kind: 'in', survival: '≥ 24 h' }],
])('a lane %s', (_when, measured, at, expected) => {
  expect(momentOf(measured, at)).toMatchObject(expected)
})

test('steps go through what was measured, and jumps through what closed', () => {
  expect(measuredMoments([within, atOnce])).toEqual([0, 299, 300])
  expect(closings([within, never, atOnce])).toEqual([0, 300, DAY])
})
