import { z } from 'zod'
import { readCookies, readParts } from '#lib/kernel/cookie-header.ts'
import type { StrategyDefinition } from '#lib/strategies/contract.ts'
import {
  libraryCookies,
  type Authorize,
  type LibraryRequest,
  type LibraryResponse,
  type LibraryStrategy,
} from '#lib/strategies/pieces/next-auth.ts'
import type { Runtime } from '#lib/workspace/runtime.ts'
import { checkCredentials } from '#lib/workspace/sign-in.ts'
import { problem, toResponse, type Answer } from './answer.ts'
import { readBytes } from './body.ts'
import { connectionAddress } from './connection.ts'
import { unclearWorkspace, workspaceOf } from './credentials.ts'
import { failure } from './failure.ts'
import { originOf } from './origin.ts'

/**
 * Mounts the endpoints of a strategy's library as they are, for the workspace that a request names.
 * Only the wire is ours: what the library answers goes out untouched.
 */
export const mounted =
  (definition: StrategyDefinition<LibraryStrategy>, runtime: () => Promise<Runtime>) =>
  async (request: Request, context: { params: Promise<{ nextauth: string[] }> }) => {
    const action = (await context.params).nextauth.join('/')
    const told = await answer(request, definition, action, runtime).catch(failure)
    const response = toResponse(told)
    return request.method === 'HEAD' ? new Response(null, response) : response
  }

/** The one provider takes a password, so that a GET is none of its business: the library answers 500. */
const methodsOf = (action: string) =>
  action.startsWith('callback/') ? ['POST'] : ['GET', 'HEAD', 'POST']

async function answer(
  request: Request,
  definition: StrategyDefinition<LibraryStrategy>,
  action: string,
  runtimeOf: () => Promise<Runtime>,
): Promise<Answer> {
  const allowed = methodsOf(action)
  const headers = { Allow: allowed.join(', ') }
  if (request.method === 'OPTIONS') return { status: 204, headers }
  if (!allowed.includes(request.method)) return problem('method_not_allowed', { headers })
  const method = request.method === 'POST' ? 'POST' : 'GET'
  const unclear = unclearWorkspace(request)
  if (unclear) return unclear
  const mountedAt = mountOf(request, action)
  const cookies = cookiesOf(request, definition.id, mountedAt)
  if (!cookies) return problem('credential_malformed')
  const id = workspaceOf(request)
  if (!id) return problem('workspace_missing')
  const runtime = await runtimeOf()
  const workspace = await runtime.open(id)
  if (!workspace) return problem('not_found')
  const body = method === 'POST' ? await readForm(request) : {}
  if (!body) return problem('payload_too_large')

  const authorize: Authorize = async (username, password) => {
    const attempt = { runtime, workspace, definition, carried: {}, address: connectionAddress() }
    const checked = await checkCredentials(attempt, username, password)
    return checked.ok ? checked.user : null
  }
  const { library } = workspace.strategy(definition)
  const given: LibraryRequest = {
    action,
    method,
    body,
    cookies,
    query: Object.fromEntries(new URL(request.url).searchParams),
    headers: Object.fromEntries(request.headers),
    mountedAt,
    sameSite: workspace.settings.sameSite,
  }
  return { status: 200, response: responseOf(await library(given, authorize)) }
}

/** The address of the library's endpoints, as whoever asks has written it. */
function mountOf(request: Request, action: string): string {
  const { pathname } = new URL(request.url)
  return `${originOf(request).origin}${pathname.slice(0, -action.length)}`.replace(/\/$/, '')
}

function responseOf({ status, body, headers, setCookies }: LibraryResponse) {
  const isText = typeof body === 'string' || body === undefined
  const response = new Response(isText ? (body ?? null) : JSON.stringify(body), { status })
  if (!isText) response.headers.set('Content-Type', 'application/json')
  for (const [name, value] of headers) response.headers.set(name, value)
  for (const line of setCookies) response.headers.append('Set-Cookie', line)
  return response
}

/**
 * The library's own cookies, and no others: it would join every one whose name begins like that of
 * its session. Null where one is ambiguous.
 */
function cookiesOf(request: Request, id: string, mountedAt: string): Record<string, string> | null {
  const read = readCookies(request.headers.get('Cookie'))
  const cookies: Record<string, string> = {}
  for (const { name } of Object.values(libraryCookies(id, { mountedAt }))) {
    const parts = readParts(read, name)
    if (parts === null) return null
    // The library joins them itself.
    const isWhole = parts.length === 1 && read(name) !== undefined
    for (const [at, part] of parts.entries()) cookies[isWhole ? name : `${name}.${at}`] = part
  }
  return cookies
}

/** The library takes forms and JSON alike; null when there is too much of it. */
async function readForm(request: Request): Promise<Record<string, unknown> | null> {
  const bytes = await readBytes(request)
  if (!bytes) return null
  const text = new TextDecoder().decode(bytes)
  const type = request.headers.get('Content-Type') ?? ''
  if (!type.includes('application/json')) return Object.fromEntries(new URLSearchParams(text))
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(text))
  } catch {
    return {}
  }
}
