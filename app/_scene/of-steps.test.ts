import type { Action } from '#lib/evidence/actions.ts'
import type { KeptStep } from '#lib/evidence/attack-model.ts'
import type { ActorName } from '#lib/evidence/names.ts'
import { expect, test } from 'vitest'
import { heistAfter } from './of-steps.ts'

const answer = { reason: null, role: null, reads: 0, writes: 0, micros: 1, bytes: 1 } as const

const step = (actor: ActorName, does: Action, accepted: boolean | null, reads = 0): KeptStep => ({
  at: 0,
  actor,
  does,
  action: '',
  outcome:
    accepted === null ? null : { ...answer, accepted, reads, reason: accepted ? null : 'revoked' },
})

const signIn = step('victim', { type: 'sign-in', username: 'alice' }, true, 1)
const copy = step('thief', { type: 'copy' }, null)
const knock = (accepted: boolean, reads = 0) => step('thief', { type: 'request' }, accepted, reads)
const frames = (...steps: KeptStep[]) => steps.map((one) => ({ steps: [one] }))

test('before anybody has knocked the door is neither open nor shut', () => {
  const { door, alice, thief } = heistAfter(frames(signIn, copy), 'access')
  expect(door).toBe('unknown')
  expect(alice).toMatchObject({ holds: true, asks: false })
  expect(thief).toMatchObject({ holds: true, asks: false })
})

test('a log-out that the server is not told of leaves the door as it is', () => {
  const logOut = step('victim', { type: 'log-out', scope: 'this' }, true)
  if (logOut.outcome) logOut.outcome.ended = 'client-only'
  const heist = heistAfter(frames(signIn, copy, logOut, knock(true)), 'access')
  expect(heist.alice).toMatchObject({ holds: false, says: 'the server was told nothing' })
  expect(heist).toMatchObject({
    door: 'open',
    store: { words: 'store: not asked', isAsked: false },
  })
})

test('a refusal says why, and what it cost', () => {
  const heist = heistAfter(frames(signIn, copy, knock(false, 2)), 'access')
  expect(heist).toMatchObject({ door: 'shut', store: { words: 'store: 2 reads', isAsked: true } })
  expect(heist.thief).toMatchObject({ isRefused: true, asks: true })
  expect(heist.thief.says).toContain('refused: ')
})

test('an answer that is not what the thief wants leaves the door shut', () => {
  expect(heistAfter(frames(signIn, copy, knock(true)), 'access', false).door).toBe('shut')
})

test('whoever signs out the others keeps what it holds', () => {
  const others = step('victim', { type: 'log-out', scope: 'others' }, true)
  expect(heistAfter(frames(signIn, others), 'access').alice).toMatchObject({ holds: true })
})
