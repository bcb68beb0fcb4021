import { parsed } from '#app/_data/shape.ts'
import { runSchema, type Run } from './run.ts'

/** A reload must not lose what was measured: the run is kept as long as the tab. */
const keyOf = (workspace: string) => `lab-run ${workspace}`

export function savedRun(workspace: string): Run | null {
  try {
    const text = sessionStorage.getItem(keyOf(workspace))
    return text ? parsed(runSchema, text) : null
  } catch {
    return null
  }
}

export function saveRun(workspace: string, run: Run): void {
  try {
    sessionStorage.setItem(keyOf(workspace), JSON.stringify(run))
  } catch {
    // Without storage a reload starts a new run.
  }
}
