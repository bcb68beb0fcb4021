// A route handler of Next, as app/api/session/route.ts: POST signs in, GET asks, PATCH renews, DELETE signs out.
import { carriedIn, setCookies } from '#lib/standalone/cookies.ts'
import type { Credentials } from '#lib/strategies/contract.ts'
import { checkPassword, sessions } from './sessions.ts'

type Handler = (request: Request) => Promise<Response>

const carriedBy = (request: Request) =>
  carriedIn(request.headers.get('Cookie'), new URL(request.url))
const answer = (body: unknown, status: number, request: Request, granted?: Credentials | null) => {
  const lines = granted === undefined ? [] : setCookies(granted, new URL(request.url))
  return Response.json(body, { status, headers: lines.map((line) => ['Set-Cookie', line]) })
}

/** What throws is an outage, and no refusal. */
const failingClosed =
  (handler: Handler): Handler =>
  (request) =>
    handler(request).catch(() => answer({ ok: false }, 503, request))

export const POST = failingClosed(async (request) => {
  const body: unknown = await request.json().catch(() => null)
  if (body === null) return answer({ ok: false }, 400, request)
  const { username, password } = Object(body) as Record<string, unknown>
  const who = await checkPassword(username, password)
  if (!who) return answer({ ok: false }, 401, request)
  const device = request.headers.get('User-Agent') ?? ''
  const { credentials } = await sessions.strategy().start(who, device, carriedBy(request))
  return answer({ ok: true }, 200, request, credentials)
})

export const GET = failingClosed(async (request) => {
  const verdict = await sessions.strategy().verify(carriedBy(request))
  return answer(verdict, verdict.ok ? 200 : 401, request)
})

export const PATCH = failingClosed(async (request) => {
  const renewal = await sessions.strategy().renew?.(carriedBy(request))
  if (!renewal) return answer({ ok: false }, 404, request)
  if (!renewal.ok) return answer({ ok: false }, 401, request)
  return answer({ ok: true }, 200, request, renewal.credentials)
})

export const DELETE = failingClosed(async (request) => {
  const ending = await sessions.strategy().end(carriedBy(request), 'this')
  return answer(ending, 200, request, null)
})
