import { expect, it } from 'vitest'
import type { Step } from '#app/_evidence/evidence.ts'
import { attackFrames } from './tell-attack.ts'

const step = (actor: string, action: string, accepted: boolean | null, at = 0): Step => ({
  at,
  actor,
  action,
  outcome:
    accepted === null
      ? null
      : {
          accepted,
          reason: accepted ? null : 'revoked',
          role: null,
          reads: 0,
          writes: 0,
          micros: 1,
          bytes: 1,
        },
})

const control = [
  step('bystander', 'signs in as bob', true),
  step('bystander', 'asks who it is', true),
]

it('tells an attack between its controls, and how the attacker stands', () => {
  const frames = attackFrames(
    [
      ...control,
      step('victim', 'signs in as alice', true, -60),
      step('thief', 'asks who it is', true, -60),
      step('thief', 'asks who it is', false),
      ...control,
    ],
    'The copy is refused.',
  )
  expect(frames.map(({ phase, when }) => `${phase} ${when}`)).toEqual([
    'control control',
    'attack −1 min',
    'attack −1 min',
    'attack 0 s',
    'control control',
    'end the end',
  ])
  expect(frames.map(({ standing }) => standing)).toEqual([null, null, true, false, false, false])
  expect(frames.at(-1)?.lines[0]?.text).toBe('The copy is refused')
})

it('tells what is done again and again in one sentence, and nothing else', () => {
  const refused = step('thief', 'asks who it is', false)
  const told = (steps: readonly Step[]) =>
    attackFrames(steps, 'No.').flatMap(({ lines }) => lines.map(({ text }) => text))
  expect(
    told([
      refused,
      step('thief', 'renews', null),
      refused,
      refused,
      step('thief', 'asks who it is', true),
    ]),
  ).toEqual(['The thief presents what it holds, 3 times', 'The thief presents what it holds', 'No'])
  expect(told([refused, refused])).toHaveLength(3)
})
