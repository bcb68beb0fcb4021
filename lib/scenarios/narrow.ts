/** Seconds after the event: the last at which a door was seen open, and the first at which it was not. */
export interface Gap {
  lastAccepted: number | null
  firstRefused: number | null
}

/**
 * Narrows a gap to one second. Time does not go back, so each try plays everything again: `isInAt` says
 * what is then seen at the given second.
 */
export async function narrowed(
  { lastAccepted, firstRefused }: Gap,
  isInAt: (second: number) => Promise<boolean>,
): Promise<Gap> {
  if (lastAccepted === null || firstRefused === null || firstRefused - lastAccepted <= 1) {
    return { lastAccepted, firstRefused }
  }
  const middle = Math.floor((lastAccepted + firstRefused) / 2)
  const next = (await isInAt(middle))
    ? { lastAccepted: middle, firstRefused }
    : { lastAccepted, firstRefused: middle }
  return narrowed(next, isInAt)
}
