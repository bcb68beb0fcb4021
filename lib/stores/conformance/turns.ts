import { expect } from 'vitest'

/** Milliseconds. */
const TURN = 50

/**
 * Does something that has to be over within so many milliseconds of this process's own time: by turns and
 * not by the clock, so that none is counted while the process itself waits for a machine that is busy.
 */
export async function within<Answer>(ms: number, work: () => Promise<Answer>): Promise<Answer> {
  let turns = 0
  const counting = setInterval(() => (turns += 1), TURN)
  try {
    const answer = await work()
    expect(turns * TURN, 'milliseconds').toBeLessThan(ms)
    return answer
  } finally {
    clearInterval(counting)
  }
}
