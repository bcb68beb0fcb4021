import { describe, expect, it } from 'vitest'
import { crash, played } from './crashing.ts'

const names = Object.keys(played)

function* everyPoint(name: string) {
  for (let point = 0; ; point += 1) yield { name, point }
}

/** Another write of each event; a log-out is one. In two halves, for two cores. */
function sample(half: number) {
  return names
    .map((name, index) => ({ name, point: name === 'logout-all' ? 0 : 2 + index }))
    .filter((_, index) => index % 2 === half)
}

/** Every write of every event takes minutes: `npm run test:long` sets it. */
const isWhole = process.env['LAB_LONG'] === '1'
interface Plan {
  what: string
  plays(): Iterable<{ name: string; point: number }>
  atLeast: number
}
const plans: Plan[] = isWhole
  ? names.map((name) => ({ what: name, plays: () => everyPoint(name), atLeast: 1 }))
  : [0, 1].map((half) => ({
      what: `every second event, from number ${half}`,
      plays: () => sample(half),
      atLeast: sample(half).length,
    }))

describe('a server that is killed in the middle of an event', () => {
  it.concurrent.each(plans)(
    'finishes it when it starts again: $what',
    async ({ what, plays, atLeast }) => {
      const crashes = await crash(plays())
      expect(crashes, what).toBeGreaterThanOrEqual(atLeast)
    },
  )
})
