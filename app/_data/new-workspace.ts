/** A server component cannot set a cookie, so a first visit makes its workspace from the page. */

let making: Promise<boolean> | null = null

/** Makes a workspace, once however often it is asked for; false when the server refused. */
export function makeWorkspace(): Promise<boolean> {
  making ??= fetch('/api/workspaces', { method: 'POST' }).then(
    ({ ok }) => {
      if (!ok) making = null
      return ok
    },
    () => {
      making = null
      return false
    },
  )
  return making
}

/** Calls wait for a workspace that is being made. */
export const workspaceIsMade = async (): Promise<void> => {
  if (making) await making
}

/** After the workspace was deleted, the next visit makes another. */
export function forgetWorkspace(): void {
  making = null
}
