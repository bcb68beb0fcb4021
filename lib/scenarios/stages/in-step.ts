import type { Stage } from '../stage.ts'

/**
 * A stage on a server's clock, which goes on while requests travel: what has passed by itself since time
 * was first moved is not moved again. However slow the machine, it is never earlier than asked, and later
 * by a second or two, not by the sum of all requests so far.
 */
export function inStep(stage: Stage): Stage {
  let began: number | undefined
  let asked = 0
  let moved = 0
  return {
    ...stage,
    async advance(seconds) {
      began ??= performance.now()
      asked += seconds
      const passed = (performance.now() - began) / 1000
      const step = Math.ceil(asked - moved - passed)
      if (step <= 0) return
      moved += step
      await stage.advance(step)
    },
  }
}
