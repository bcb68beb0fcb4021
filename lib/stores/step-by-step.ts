import { setTimeout as pause } from 'node:timers/promises'

/**
 * Does what would take long in steps of `atOnce` at the most: each answers how much it did, and the last
 * is the one that did less.
 */
export async function stepByStep(atOnce: number, step: () => Promise<number>): Promise<void> {
  while ((await step()) === atOnce);
}

/** How long whoever removes something waits for what is found by nobody already. Milliseconds. */
const WAITS = 200

/**
 * Waits for what goes step by step, and not for long: the rest goes on by itself. @throws what fails within
 * that time; what fails later is left to the next pruning
 */
export async function notForLong(work: Promise<void>): Promise<void> {
  work.catch(() => undefined)
  await Promise.race([work, pause(WAITS, undefined, { ref: false })])
}
