import type { CellRun } from '#lib/evidence/model.ts'

export const guesses = [
  { id: 'at-once', word: 'At once', about: 'the very next knock is refused' },
  { id: 'minutes', word: 'Within minutes', about: 'some minutes later, 15 at most' },
  { id: 'expiry', word: 'At expiry', about: 'only when it runs out by itself' },
  { id: 'never', word: 'Never', about: 'as long as anybody looks' },
] as const

export type Guess = (typeof guesses)[number]['id']

export const isGuess = (name: string | null): name is Guess => guesses.some(({ id }) => id === name)

export const guessWord = (guess: Guess): string =>
  guesses.find(({ id }) => id === guess)?.word ?? guess

const MINUTES = 15 * 60

/** A copy that expires within minutes was guessed rightly in two ways. */
export function isRight(
  guess: Guess,
  { firstRefused, promise }: Pick<CellRun, 'firstRefused' | 'promise'>,
): boolean {
  if (firstRefused === null) return guess === 'never'
  if (firstRefused === 0) return guess === 'at-once'
  if (guess === 'minutes') return firstRefused <= MINUTES
  const ranOut = promise.stops === 'at-expiry' || promise.stops === 'not-by-this'
  return guess === 'expiry' && (ranOut || firstRefused > MINUTES)
}
