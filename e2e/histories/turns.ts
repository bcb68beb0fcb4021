import type { Scheduler } from 'fast-check'

/**
 * Whose turn it is: every wait of every lane is held until all lanes wait, and then one goes on, as a
 * scheduler chooses. What runs in between, such as a signature, delays but never reorders: the same
 * seed is the same history.
 */
let pausing: () => Promise<void> = async () => undefined

/** In the place of `node:timers/promises`. What is cleared away beside the requests is no lane's. */
export const timers = { setTimeout: () => pausing(), setImmediate: async () => undefined }

export function createTurns() {
  let scheduler: Scheduler | undefined
  let running = 0
  let waiting = 0

  function next(): void {
    if (!scheduler || running === 0 || waiting < running) return
    waiting -= 1
    void scheduler.waitOne()
  }

  async function hold(label: string): Promise<void> {
    if (!scheduler) return
    const turn = scheduler.schedule(Promise.resolve(), label)
    waiting += 1
    next()
    await turn
  }
  pausing = () => hold('a pause')

  return {
    /** Waits for its turn; at once where nothing runs side by side. */
    hold,

    async run(chosen: Scheduler, lanes: readonly (() => Promise<void>)[]): Promise<void> {
      if (lanes.length > 1) scheduler = chosen
      running = lanes.length
      waiting = 0
      const all = await Promise.allSettled(
        lanes.map(async (lane) => {
          try {
            await lane()
          } finally {
            running -= 1
            next()
          }
        }),
      )
      scheduler = undefined
      for (const result of all) if (result.status === 'rejected') throw result.reason
    },
  }
}
export type Turns = ReturnType<typeof createTurns>
