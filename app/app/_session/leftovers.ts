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

let before: Looked | null = null
let last: Leftovers | null = null
const listeners = new Set<() => void>()

/** Of the last log-out in this document. */
export const lastLeftovers = (): Leftovers | null => last
export function onLeftovers(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** While somebody is signed in: leaves a draft behind, and looks what else is there. */
export async function settleIn(): Promise<void> {
  try {
    localStorage.setItem(DRAFT, 'begun while signed in')
  } catch {
    // A browser that keeps nothing has nothing to leave.
  }
  before = await look()
}

/** After the answer to a log-out. False where the workspace has gone with its cookie. */
export async function takeStock(cleared: string | null): Promise<boolean> {
  const [after, asked] = await Promise.all([look(), fetchedFrom('/api/workspace')])
  last = {
    cleared,
    before: before ?? after,
    after,
    workspace: asked.ok,
    privateInCache: asked.fromCache,
  }
  for (const listener of listeners) listener()
  return asked.ok
}

async function look(): Promise<Looked> {
  const script = document.querySelector<HTMLScriptElement>('script[src*="/_next/static/"]')
  const file = script && (await fetchedFrom(script.src))
  return { files: file?.fromCache ?? null, storage: holdsDraft() }
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
