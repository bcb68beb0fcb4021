import { isWorkspaceGone, storeUnavailable, workspaceGone } from '../../kernel/problem.ts'
import type { Asking } from '../answering.ts'

/**
 * Nothing is asked again: of a call that failed nobody knows whether it was carried out, and waits are
 * the server's and the pool's own.
 */
export const postgresAsking: Asking = {
  async again(failure) {
    throw failure
  },
  told(store, error) {
    if (isWorkspaceGone(error)) return error
    const cause = withoutValues(error)
    const code = sqlState(cause)
    // Every table refers to its workspace, and to nothing else.
    if (code === FOREIGN_KEY_VIOLATION) return workspaceGone(cause)
    // The database answers, and it is we who asked for what cannot be.
    return IMPOSSIBLE.test(code) ? cause : storeUnavailable(store, cause)
  },
}

const FOREIGN_KEY_VIOLATION = '23503'
/** Values that no column holds, and rows that break a rule. */
const IMPOSSIBLE = /^2[23]/

/** The server's code for a failure (SQLSTATE), however it was wrapped; empty for any other failure. */
export function sqlState(error: unknown): string {
  if (!(error instanceof Error)) return ''
  if ('code' in error && typeof error.code === 'string') return error.code
  return sqlState(error.cause)
}

/** Drizzle and the server tell what was to be written, secrets included, and errors are logged. */
function withoutValues(error: unknown): Error {
  if (!(error instanceof Error)) return new Error('it does not answer')
  if (error.cause instanceof Error && error.message.startsWith('Failed query')) {
    return withoutValues(error.cause)
  }
  const code = sqlState(error)
  return Object.assign(new Error(error.message), code && { code })
}
