import * as is from '#app/_data/shape.ts'

/**
 * All tabs of a browser hold the same credentials, so they renew them one after the other, and one
 * that finds them renewed since it looked goes on with those: two renewals of one refresh token are
 * what a theft looks like.
 */
const keyOf = (place: string, strategy: string) => `lab-renewed ${place} ${strategy}`

const markSchema = is.object({ renewal: is.string }, { credentialExpiresAt: is.number })

/** Names the last renewal in this browser; null where there was none, or nothing is kept. */
export function lastRenewal(place: string, strategy: string): string | null {
  try {
    return localStorage.getItem(keyOf(place, strategy))
  } catch {
    return null
  }
}

export function markRenewal(
  place: string,
  strategy: string,
  credentialExpiresAt: number | undefined,
): void {
  const mark = { renewal: `${Date.now()} ${Math.random()}`, credentialExpiresAt }
  try {
    localStorage.setItem(keyOf(place, strategy), JSON.stringify(mark))
  } catch {
    // Then each tab renews for itself, still one after the other.
  }
}

/** Until when a renewal of another tab holds. */
export function heldUntil(mark: string | null): number | undefined {
  try {
    return mark === null ? undefined : is.parsed(markSchema, mark).credentialExpiresAt
  } catch {
    return undefined
  }
}

/** Browsers lend no locks to pages that come over plain HTTP from another machine. */
export const hasLocks = (): boolean => 'locks' in navigator

/** One at a time, in all tabs of the browser. */
export const inTurn = <Data>(name: string, work: () => Promise<Data>): Promise<Data> =>
  hasLocks() ? navigator.locks.request(name, work) : work()
