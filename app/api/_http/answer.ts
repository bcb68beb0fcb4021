import { readable } from '#lib/evidence/words/durations.ts'
import { problems, type ProblemCode } from '#lib/kernel/problem.ts'
import type { SocketOpening } from '#lib/workspace/live-socket.ts'
import type { FieldError } from '#lib/workspace/settings.ts'

/** What an endpoint answers: a value or a problem, and the cookies that go with it. */
export type Answer = Success | Problem

export interface Success {
  status: number
  /** Sent as JSON; undefined for an answer without a body; a Response goes out as it is. */
  body?: unknown
  response?: Response
  /** In the place of a response: the connection becomes a socket. */
  opening?: SocketOpening
  cookies?: string[]
  headers?: Record<string, string>
}

export interface Problem {
  problem: ProblemCode
  status?: number
  detail?: string
  errors?: FieldError[]
  /** Seconds. */
  retryAfter?: number
  cookies?: string[]
  headers?: Record<string, string>
}

export const ok = (body: unknown, cookies: string[] = []): Success => ({
  status: 200,
  body,
  cookies,
})

export const problem = (code: ProblemCode, more: Omit<Problem, 'problem'> = {}): Problem => ({
  problem: code,
  ...more,
})

const STREAMS = /^(text\/event-stream|application\/x-ndjson)/

export function toResponse(answer: Answer): Response {
  const response = 'problem' in answer ? problemResponse(answer) : successResponse(answer)
  for (const cookie of answer.cookies ?? []) response.headers.append('Set-Cookie', cookie)
  for (const [name, value] of Object.entries(answer.headers ?? {})) {
    response.headers.set(name, value)
  }
  // No answer of this API is for a cache: every one depends on the workspace or on a credential.
  // A stream is not for the compressor either, which would hold its events back.
  const isStream = STREAMS.test(response.headers.get('Content-Type') ?? '')
  response.headers.set('Cache-Control', isStream ? 'no-store, no-transform' : 'no-store')
  return response
}

function successResponse({ status, body, response }: Success): Response {
  if (response) return response
  return body === undefined ? new Response(null, { status }) : Response.json(body, { status })
}

/** RFC 9457. The text comes from tables alone, so that no credential finds its way into it. */
function problemResponse(answer: Problem): Response {
  const { title, status: usual } = problems[answer.problem]
  const status = answer.status ?? usual
  const retryAfter = answer.retryAfter ?? (status === 503 ? 1 : undefined)
  const detail = answer.detail ?? title
  // Who has asked too often wants to know for how long, and may see no header.
  const isLimited = answer.problem === 'rate_limited' && retryAfter !== undefined
  const body = {
    type: `urn:logout-lab:problem:${answer.problem}`,
    title,
    status,
    code: answer.problem,
    detail: isLimited ? `${detail}. Try again in ${readable(retryAfter)}` : detail,
    ...(answer.errors && { errors: answer.errors }),
  }
  const headers = new Headers({ 'Content-Type': 'application/problem+json' })
  if (retryAfter !== undefined) headers.set('Retry-After', String(retryAfter))
  if (status === 401) headers.set('WWW-Authenticate', challenge(answer.problem))
  return new Response(JSON.stringify(body), { status, headers })
}

/** RFC 6750, 3: no error code where no credential was presented. */
const challenge = (code: ProblemCode): string =>
  code === 'credential_missing' || code === 'login_failed' || code === 'reset_invalid'
    ? 'Bearer realm="logout-lab"'
    : `Bearer realm="logout-lab", error="invalid_token", error_description="${code}"`
