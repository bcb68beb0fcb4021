/**
 * Every way in which a call can be refused: the codes of the HTTP contract, their status and title
 * (RFC 9457). A code is stable; clients switch on it and never on the text.
 */
export const problems = {
  invalid_request: { status: 400, title: 'The request is not valid' },
  workspace_missing: { status: 400, title: 'No workspace was named' },
  payload_too_large: { status: 413, title: 'The body is too large' },
  unsupported_media_type: { status: 415, title: 'The body must be JSON' },
  login_failed: { status: 401, title: 'The user name or the password is wrong' },
  reset_invalid: { status: 401, title: 'The reset was used, is over, or never was' },
  credential_missing: { status: 401, title: 'No credential was presented' },
  credential_malformed: { status: 401, title: 'The credential has the wrong form' },
  signature_invalid: { status: 401, title: 'The credential was not signed by this server' },
  not_yet_valid: { status: 401, title: 'The credential is dated in the future' },
  expired: { status: 401, title: 'The credential has expired' },
  idle_timeout: { status: 401, title: 'The session was idle for too long' },
  revoked: { status: 401, title: 'The session has ended' },
  reused: { status: 401, title: 'The refresh token was used before' },
  account_disabled: { status: 401, title: 'The account is disabled' },
  forbidden: { status: 403, title: 'The account may not do this' },
  reauthentication_required: { status: 403, title: 'Sign in again to do this' },
  cross_site_blocked: { status: 403, title: 'The call came from another site' },
  not_found: { status: 404, title: 'There is nothing here' },
  method_not_allowed: { status: 405, title: 'This method is not allowed here' },
  upgrade_required: { status: 426, title: 'This speaks WebSocket alone' },
  rate_limited: { status: 429, title: 'Too many attempts' },
  internal_error: { status: 500, title: 'The server failed' },
  store_unavailable: { status: 503, title: 'A store does not answer' },
} as const satisfies Record<string, { status: number; title: string }>

export type ProblemCode = keyof typeof problems

/** Why a credential was not accepted: the refusals among the problem codes. */
export type Refusal = Extract<
  ProblemCode,
  | 'credential_missing'
  | 'credential_malformed'
  | 'signature_invalid'
  | 'not_yet_valid'
  | 'expired'
  | 'idle_timeout'
  | 'revoked'
  | 'reused'
  | 'account_disabled'
>

const STORE_UNAVAILABLE = 'StoreUnavailable'

/** A backend failed: callers fail closed and answer 503, never 401, which makes clients drop good tokens. */
export function storeUnavailable(store: string, cause: unknown): Error {
  const error = new Error(`the store "${store}" does not answer`, { cause })
  error.name = STORE_UNAVAILABLE
  return error
}

const REDIS_UNFIT = 'RedisUnfit'

/** There is no Redis to begin with: it is not reached, or may not keep revocations. */
export function redisUnfit(reason: string, cause: unknown): Error {
  const error = new Error(reason, { cause })
  error.name = REDIS_UNFIT
  return error
}

export const isRedisUnfit = (error: unknown): error is Error =>
  error instanceof Error && error.name === REDIS_UNFIT

const WORKSPACE_GONE = 'WorkspaceGone'

/** Something was to be kept of a workspace that has been removed meanwhile: no outage, and no refusal. */
export function workspaceGone(cause: unknown): Error {
  const error = new Error('the workspace has been removed', { cause })
  error.name = WORKSPACE_GONE
  return error
}

export const isWorkspaceGone = (error: unknown): error is Error =>
  error instanceof Error && error.name === WORKSPACE_GONE

/** By name and not by class: Next loads this module more than once, and classes would not be equal. */
export const isStoreUnavailable = (error: unknown): error is Error =>
  error instanceof Error && error.name === STORE_UNAVAILABLE
