/** A server component cannot set a cookie, so a first visit makes its workspace from the page. */

let making: Promise<boolean> | null = null

/** Makes a workspace, once however often it is asked for; false when the server refused. */
export function makeWorkspace(): Promise<boolean> {
  making ??= ask().then((made) => {
    if (!made) making = null
    return made
  })
  return making
}

/** When this browser last made one: a tab that was drawn before would put another in its place. */
const KEY = 'lab-workspace-made'
/** For how long a page may be on its way from the server. Milliseconds. */
const LATELY = 30_000

function isMadeLately(): boolean {
  try {
    return Date.now() - Number(localStorage.getItem(KEY) ?? 0) < LATELY
  } catch {
    return false
  }
}

/** Tabs take turns where a browser can: one makes it, and the others find it. */
async function ask(): Promise<boolean> {
  try {
    return 'locks' in navigator
      ? await navigator.locks.request(KEY, findOrMake)
      : await findOrMake()
  } catch {
    return false
  }
}

async function findOrMake(): Promise<boolean> {
  if (isMadeLately() && (await isAnswered('GET', '/api/workspace'))) return true
  const isMade = await isAnswered('POST', '/api/workspaces')
  try {
    if (isMade) localStorage.setItem(KEY, String(Date.now()))
  } catch {
    // A browser that keeps nothing may make one too many.
  }
  return isMade
}

async function isAnswered(method: 'GET' | 'POST', path: string): Promise<boolean> {
  const response = await fetch(path, { method })
  // An answer that nobody reads keeps the page loading for ever in the browser's eyes.
  await response.text()
  return response.ok
}

/** Calls wait for a workspace that is being made. */
export const workspaceIsMade = async (): Promise<void> => {
  if (making) await making
}

/** After the workspace was deleted, the next visit makes another. */
export function forgetWorkspace(): void {
  making = null
}
