import { oneOf, someOf, type Known } from '#app/_data/known.ts'
import { eventNames } from '#lib/strategies/events.ts'
import { views } from './_inspector/views.ts'
import { kindsOfLane } from './_run/lane-choice.ts'

/** What the lab knows of an address. */
export const wordsOf = (strategies: readonly string[]): Record<string, Known> => ({
  event: oneOf(eventNames),
  scene: oneOf(strategies),
  lane: oneOf(strategies),
  lanes: someOf(strategies),
  show: oneOf(Object.keys(kindsOfLane)),
  view: oneOf(views.map(({ id }) => id)),
  mode: oneOf(['replay']),
  // Seconds; the lab takes the whole ones of them.
  at: (text) => Number(text) >= 0,
})
