import type { Action } from '#lib/evidence/actions.ts'
import type { Step } from '#lib/evidence/model.ts'
import type { ActorName } from '#lib/evidence/names.ts'
import { actionWords } from '#lib/evidence/words/actions.ts'
import { expect, it } from 'vitest'
import { attackFrames } from './attack-frames.ts'

const step = (actor: ActorName, does: Action, accepted: boolean | null, at = 0): Step => ({
  at,
  actor,
  does,
  action: actionWords(does),
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

const asks: Action = { type: 'request' }
const signsIn = (username: string): Action => ({ type: 'sign-in', username })

const control = [step('bystander', signsIn('bob'), true), step('bystander', asks, true)]

it('tells an attack between its controls, and how the attacker stands', () => {
  const frames = attackFrames(
    [
      ...control,
      step('victim', signsIn('alice'), true, -60),
      step('thief', asks, true, -60),
      step('thief', asks, false),
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
  expect(frames.map(({ lastAnswer }) => lastAnswer)).toEqual([
    null,
    null,
    true,
    false,
    false,
    false,
  ])
  expect(frames.at(-1)?.lines[0]?.text).toBe('The copy is refused')
})

it('tells what is done again and again in one sentence, and nothing else', () => {
  const refused = step('thief', asks, false)
  const textsOf = (steps: readonly Step[]) =>
    attackFrames(steps, 'No.').flatMap(({ lines }) => lines.map(({ text }) => text))
  expect(
    textsOf([
      refused,
      step('thief', { type: 'renew' }, null),
      refused,
      refused,
      step('thief', asks, true),
    ]),
  ).toEqual(['The thief presents what it holds, 3 times', 'The thief presents what it holds', 'No'])
  expect(textsOf([refused, refused])).toHaveLength(3)
})

it('shows in its own words a step of an older run, which does not say what it does', () => {
  const { does: _, ...old } = step('thief', asks, false)
  const [frame] = attackFrames([old], 'No.')
  expect(frame?.lines).toEqual([
    {
      actor: 'thief',
      text: 'The thief asks who it is',
      answer: { accepted: false, words: 'refused: the session has ended' },
    },
  ])
})
