// A route handler of Next, as app/api/session/route.ts: POST signs in, GET asks, PATCH renews, DELETE signs out.
import { carriedIn, setCookies } from '#lib/standalone/cookies.ts'
import type { Credentials } from '#lib/strategies/contract.ts'
import { checkPassword, sessions } from './sessions.ts'

const carriedBy = (request: Request) =>
  carriedIn(request.headers.get('Cookie'), new URL(request.url))
const answer = (body: unknown, status: number, request: Request, granted?: Credentials | null) => {
  const lines = granted === undefined ? [] : setCookies(granted, new URL(request.url))
  return Response.json(body, { status, headers: lines.map((line) => ['Set-Cookie', line]) })
}

export async function POST(request: Request): Promise<Response> {
  const { username, password } = Object(await request.json()) as Record<string, unknown>
  const who = await checkPassword(username, password)
  if (!who) return answer({ ok: false }, 401, request)
  const device = request.headers.get('User-Agent') ?? ''
  const { credentials } = await sessions.strategy().start(who, device, carriedBy(request))
  return answer({ ok: true }, 200, request, credentials)
}

export async function GET(request: Request): Promise<Response> {
  const verdict = await sessions.strategy().verify(carriedBy(request))
  return answer(verdict, verdict.ok ? 200 : 401, request)
}

export async function PATCH(request: Request): Promise<Response> {
  const renewal = await sessions.strategy().renew?.(carriedBy(request))
  if (!renewal?.ok) return answer({ ok: false }, 401, request)
  return answer({ ok: true }, 200, request, renewal.credentials)
}

export async function DELETE(request: Request): Promise<Response> {
  const ending = await sessions.strategy().end(carriedBy(request), 'this')
  return answer(ending, 200, request, null)
}
