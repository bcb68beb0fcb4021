/** What a browser still has once somebody has signed out: looked for in this very browser. */

export interface Looked {
  /** Null where it does not say. */
  files: boolean | null
  storage: boolean
}

export interface Leftovers {
  /** What the answer's `Clear-Site-Data` named; null where it had none. */
  cleared: string | null
  before: Looked
  after: Looked
  /** Is the workspace still named by a cookie? */
  workspace: boolean
  /** Was the private answer that told so taken from the cache? */
  privateInCache: boolean | null
}

/** Stands for what an application stores while somebody works with it: a draft, a setting. */
const DRAFT = 'lab-draft'

let before: Promise<Looked> | null = null
let last: Leftovers | null = null
const listeners = new Set<() => void>()

/** Of the last log-out in this document. */
export const lastLeftovers = (): Leftovers | null => last
export function onLeftovers(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** While somebody is signed in: leaves a draft behind, and looks what else is there. */
export function settleIn(): void {
  try {
    localStorage.setItem(DRAFT, 'begun while signed in')
  } catch {
    // A browser that keeps nothing has nothing to leave.
  }
  before = look()
}

/** After the answer to a log-out. False where the workspace has gone with its cookie. */
export async function takeStock(cleared: string | null): Promise<boolean> {
  const [after, asked] = await Promise.all([look(), fetchedFrom('/api/workspace')])
  last = {
    cleared,
    before: (await before) ?? after,
    after,
    workspace: asked.ok,
    privateInCache: asked.fromCache,
  }
  for (const listener of listeners) listener()
  return asked.ok
}

async function look(): Promise<Looked> {
  const storage = holdsDraft()
  const script = document.querySelector<HTMLScriptElement>('script[src*="/_next/static/"]')
  const file = script && (await fetchedFrom(script.src))
  return { files: file?.fromCache ?? null, storage }
}

function holdsDraft(): boolean {
  try {
    return localStorage.getItem(DRAFT) !== null
  } catch {
    return false
  }
}

/** Asks as for what may be old, and looks whether anything came over the wire. */
async function fetchedFrom(url: string): Promise<{ ok: boolean; fromCache: boolean | null }> {
  const { href } = new URL(url, window.location.href)
  const observed = new Promise<boolean>((resolve) => {
    const observer = new PerformanceObserver((list) => {
      const [entry] = list.getEntriesByName(href)
      if (!(entry instanceof PerformanceResourceTiming)) return
      observer.disconnect()
      resolve(entry.transferSize === 0)
    })
    observer.observe({ type: 'resource' })
  })
  try {
    const response = await fetch(href, { cache: 'force-cache' })
    await response.arrayBuffer()
    return { ok: response.ok, fromCache: await observed }
  } catch {
    return { ok: false, fromCache: null }
  }
}

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
