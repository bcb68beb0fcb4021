import { WORKSPACE } from '#app/_evidence/paths.ts'
import { isStep, oneOf, type Known } from '#app/_data/known.ts'
import { strategies } from '#lib/strategies/registry.ts'
import { presets } from '#lib/workspace/presets.ts'

/** What a story knows of an address; `useStory` reads it. */
export const wordsOf = (guesses: readonly { id: string }[]): Record<string, Known> => ({
  strategy: oneOf(strategies.map(({ id }) => id)),
  preset: oneOf([WORKSPACE, ...presets.map(({ id }) => id)]),
  guess: oneOf(guesses.map(({ id }) => id)),
  at: isStep,
})
