import { storeUnavailable } from '../kernel/problem.ts'

/** A start that cannot be, with the one line that says so: it names a variable, and no value. */
export const startFailure = (line: string, cause?: unknown): Error =>
  Object.assign(storeUnavailable('database', cause), { line })

/** The line, for whoever ends the process with it. */
export function lineOf(error: unknown): string {
  if (error instanceof Error && 'line' in error && typeof error.line === 'string') return error.line
  return `The server cannot start: ${error instanceof Error ? error.message : String(error)}`
}
