import { readable } from '#lib/evidence/words/durations.ts'
import type { SendWhole } from '#lib/kernel/connection.ts'
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

/** No answer of this API is for a cache: every one depends on the workspace or on a credential. */
const UNCACHED = 'no-store'

const STREAMS = /^(text\/event-stream|application\/x-ndjson)/

/** A body that `sendWhole` takes is not in the response. */
export function toResponse(answer: Answer, sendWhole?: SendWhole): Response {
  const given = 'response' in answer ? answer.response : undefined
  const response = given
    ? withHeaders(given, answer.headers)
    : written('problem' in answer ? problemOf(answer) : jsonOf(answer), sendWhole)
  for (const cookie of answer.cookies ?? []) response.headers.append('Set-Cookie', cookie)
  return response
}

/** Of a stream, or of what a library answers. */
function withHeaders(response: Response, headers: Record<string, string> = {}): Response {
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value)
  // A stream is not for the compressor either, which would hold its events back.
  const isStream = STREAMS.test(response.headers.get('Content-Type') ?? '')
  response.headers.set('Cache-Control', isStream ? `${UNCACHED}, no-transform` : UNCACHED)
  return response
}

interface Written {
  status: number
  text: string | null
  headers: Record<string, string>
}

function written({ status, text, headers }: Written, sendWhole?: SendWhole): Response {
  const isTaken = text !== null && sendWhole?.(text)
  return new Response(isTaken ? null : text, {
    status,
    headers: { ...headers, 'Cache-Control': UNCACHED },
  })
}

const jsonOf = ({ status, body, headers }: Success): Written =>
  body === undefined
    ? { status, text: null, headers: { ...headers } }
    : {
        status,
        text: JSON.stringify(body),
        headers: { 'Content-Type': 'application/json', ...headers },
      }

/** RFC 9457. The text comes from tables alone, so that no credential finds its way into it. */
function problemOf(answer: Problem): Written {
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
  const headers = {
    'Content-Type': 'application/problem+json',
    ...(retryAfter !== undefined && { 'Retry-After': String(retryAfter) }),
    ...(status === 401 && { 'WWW-Authenticate': challenge(answer.problem) }),
    ...answer.headers,
  }
  return { status, text: JSON.stringify(body), headers }
}

/** RFC 6750, 3: no error code where no credential was presented. */
const challenge = (code: ProblemCode): string =>
  code === 'credential_missing' || code === 'login_failed' || code === 'reset_invalid'
    ? 'Bearer realm="logout-lab"'
    : `Bearer realm="logout-lab", error="invalid_token", error_description="${code}"`
