import { isBusy } from '#lib/workspace/passwords.ts'
import { isStoreUnavailable, isWorkspaceGone } from '#lib/kernel/problem.ts'
import { problem, type Answer } from './answer.ts'

export const noWorkspace = problem('not_found', { detail: 'There is no such workspace' })

/** Backends that fail are told from bad credentials: clients throw good tokens away on a 401. */
export function failure(error: unknown): Answer {
  if (isBusy(error)) return problem('rate_limited', { retryAfter: 1 })
  if (isWorkspaceGone(error)) return noWorkspace
  return problem(logged(error))
}

/** Writes a line about what failed, and names it by its code. */
export function logged(error: unknown): 'store_unavailable' | 'internal_error' {
  process.stderr.write(`request failed: ${told(error)}\n`)
  return isStoreUnavailable(error) ? 'store_unavailable' : 'internal_error'
}

/** The kind and the place, never the text: a driver may repeat values in its message. */
function told(error: unknown): string {
  if (!(error instanceof Error)) return 'Error'
  const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : ''
  const place = (error.stack?.split('\n').find((line) => line.startsWith('    at ')) ?? '').trim()
  const cause = error.cause === undefined ? '' : `, because of ${told(error.cause)}`
  return `${error.name}${code} ${place}${cause}`
}
