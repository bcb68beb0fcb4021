import { isBusy } from '#lib/accounts/passwords.ts'
import { isStoreUnavailable } from '#lib/kernel/problem.ts'
import { problem, type Answer } from './answer.ts'

/** Backends that fail are told from bad credentials: clients throw good tokens away on a 401. */
export function failure(error: unknown): Answer {
  if (isBusy(error)) return problem('rate_limited', { retryAfter: 1 })
  const name = error instanceof Error ? error.name : 'Error'
  // The kind and the place, never the text: a driver may repeat values in its message.
  const place = error instanceof Error ? (error.stack?.split('\n')[1] ?? '').trim() : ''
  process.stderr.write(`request failed: ${name} ${place}\n`)
  return problem(isStoreUnavailable(error) ? 'store_unavailable' : 'internal_error')
}
