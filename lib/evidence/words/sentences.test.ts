import { expect, it } from 'vitest'
import { actionSchema, type Action } from '../actions.ts'
import { actorNames } from '../names.ts'
import { actionWords } from './actions.ts'
import { attackSentence, eventSentence } from './sentences.ts'

/** One of every kind that the model knows. */
const all: Action[] = actionSchema.options.map((option) =>
  actionSchema.parse({
    type: option.shape.type.value,
    username: 'bob',
    scope: 'this',
    device: 'victim',
    role: 'admin',
    text: 'does something of its own',
  }),
)

it('has other words for everything that somebody can do', () => {
  const words = all.map(actionWords)
  expect(new Set(words).size).toBe(all.length)
  expect(words.filter((text) => !/^[a-z]+s\b/.test(text))).toEqual([])
})

it('says who does it, whoever it is', () => {
  for (const actor of actorNames) {
    for (const does of all) {
      expect(eventSentence({ actor, does }, 'Alice')).toMatch(/^[A-Z].*[^.]$/)
      expect(attackSentence({ actor, does, action: '' })).toMatch(/^[A-Z].*[^.]$/)
    }
  }
})

it.each([
  ['victim', { type: 'log-out', scope: 'this' }, 'Alice logs out on the phone'],
  ['laptop', { type: 'log-out', scope: 'all' }, 'On the laptop, Alice logs out everywhere'],
  [
    'bystander',
    { type: 'sign-in', username: 'bob' },
    'Bob, who has nothing to do with it, signs in',
  ],
  ['renewer', { type: 'renew' }, 'The thief tries to renew the second copy'],
  ['operator', { type: 'ban', username: 'alice' }, 'The operator bans alice'],
] as const)('tells the story of an event: %s', (actor, does, sentence) => {
  expect(eventSentence({ actor, does }, 'Alice')).toBe(sentence)
})
