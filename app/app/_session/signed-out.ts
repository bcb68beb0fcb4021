/**
 * When this browser signed out, for its other tabs: one that was not told shows somebody who has left,
 * until it asks, and can then say for how long.
 */
const keyOf = (place: string, strategy: string) => `lab-signed-out ${place} ${strategy}`

/** Null once somebody has signed in again. Milliseconds. */
export function markSignedOut(place: string, strategy: string, at: number | null): void {
  try {
    if (at === null) localStorage.removeItem(keyOf(place, strategy))
    else localStorage.setItem(keyOf(place, strategy), String(at))
  } catch {
    // A browser that keeps nothing has nothing to say.
  }
}

/** Null where this browser has signed nobody out. */
export function signedOutNews(place: string, strategy: string, username: string): string | null {
  try {
    const at = Number(localStorage.getItem(keyOf(place, strategy)) ?? Number.NaN)
    if (Number.isNaN(at)) return null
    const seconds = Math.max(0, (Date.now() - at) / 1_000).toFixed(1)
    return `${username} was signed out in another tab. This one went on showing ${username} for ${seconds} s.`
  } catch {
    return null
  }
}
