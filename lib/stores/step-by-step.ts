/**
 * Does what would take long in steps of `atOnce` at the most: each answers how much it did, and the last
 * is the one that did less.
 */
export async function stepByStep(atOnce: number, step: () => Promise<number>): Promise<void> {
  while ((await step()) === atOnce);
}
