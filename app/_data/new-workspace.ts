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

async function ask(): Promise<boolean> {
  try {
    const response = await fetch('/api/workspaces', { method: 'POST' })
    // An answer that nobody reads keeps the page loading for ever in the browser's eyes.
    await response.text()
    return response.ok
  } catch {
    return false
  }
}

/** Calls wait for a workspace that is being made. */
export const workspaceIsMade = async (): Promise<void> => {
  if (making) await making
}

/** After the workspace was deleted, the next visit makes another. */
export function forgetWorkspace(): void {
  making = null
}
