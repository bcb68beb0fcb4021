import type { Clock } from '../../kernel/clock.ts'

/**
 * The database's clock, as this node has heard of it: all nodes of one database have the same, whatever
 * their own say. What is told with an answer was read between the question and the answer, so that it is
 * known within an interval; what is held is moved only where it lies outside, and then by the least.
 */
export interface SharedClock extends Clock {
  /**
   * @param told what the database's clock said, in milliseconds since the Unix epoch
   * @param asked when that was asked, and `answered`, on the monotonic clock of this process
   */
  hear(told: number, asked: number, answered: number): void
}

/** Until it has heard, it is the clock of this machine. */
export function createSharedClock(now = () => performance.now()): SharedClock {
  let ahead = Date.now() - now()
  return {
    now: () => Math.floor(now() + ahead),
    hear(told, asked, answered) {
      const [least, most] = [told - answered, told - asked]
      ahead = Math.min(Math.max(ahead, least), most)
    },
  }
}
