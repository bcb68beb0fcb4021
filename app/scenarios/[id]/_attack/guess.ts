import type { AttackOutcome } from '#lib/evidence/names.ts'

export const guesses = [
  { id: 'works', word: 'It works', about: 'the attacker gets what it wants' },
  { id: 'blocked', word: 'It is blocked', about: 'the attacker is turned away' },
  {
    id: 'not-applicable',
    word: 'It does not apply',
    about: 'this strategy has nothing that it could attack',
  },
] as const

export type AttackGuess = (typeof guesses)[number]['id']

export const isGuess = (name: string | null): name is AttackGuess =>
  guesses.some(({ id }) => id === name)

export const guessWord = (guess: AttackGuess): string =>
  guesses.find(({ id }) => id === guess)?.word ?? guess

/** Null where nobody can say: what could not be played proves no guess wrong. */
export const isRight = (guess: AttackGuess, outcome: AttackOutcome): boolean | null =>
  outcome === 'error' ? null : guess === outcome
