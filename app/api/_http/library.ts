import { parseCookie } from 'cookie'
import { z } from 'zod'
import type { StrategyDefinition } from '#lib/strategies/contract.ts'
import type {
  Authorize,
  LibraryRequest,
  LibraryResponse,
  LibraryStrategy,
} from '#lib/strategies/pieces/next-auth.ts'
import type { Runtime } from '#lib/workspace/runtime.ts'
import { checkCredentials } from '#lib/workspace/sign-in.ts'
import { problem, toResponse, type Answer } from './answer.ts'
import { readBytes } from './body.ts'
import { connectionAddress } from './connection.ts'
import { isHttps, workspaceOf } from './credentials.ts'
import { failure } from './failure.ts'

/**
 * Mounts the endpoints of a strategy's library as they are, for the workspace that a request names.
 * Only the wire is ours: what the library answers goes out untouched.
 */
export const mounted =
  (definition: StrategyDefinition<LibraryStrategy>, runtime: () => Promise<Runtime>) =>
  async (request: Request, context: { params: Promise<{ nextauth: string[] }> }) => {
    try {
      const { nextauth } = await context.params
      return toResponse(await answer(request, definition, nextauth.join('/'), runtime))
    } catch (error) {
      return toResponse(failure(error))
    }
  }

async function answer(
  request: Request,
  definition: StrategyDefinition<LibraryStrategy>,
  action: string,
  runtimeOf: () => Promise<Runtime>,
): Promise<Answer> {
  const { method } = request
  if (method !== 'GET' && method !== 'POST') {
    return problem('method_not_allowed', { headers: { Allow: 'GET, POST' } })
  }
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
  const https = isHttps(request)
  const given: LibraryRequest = {
    action,
    method,
    body,
    cookies: cookiesOf(request, https),
    query: Object.fromEntries(new URL(request.url).searchParams),
    headers: Object.fromEntries(request.headers),
  }
  return { status: 200, response: responseOf(await library(given, authorize), https) }
}

function responseOf({ status, body, headers, setCookies }: LibraryResponse, https: boolean) {
  const isText = typeof body === 'string' || body === undefined
  const response = new Response(isText ? (body ?? null) : JSON.stringify(body), { status })
  if (!isText) response.headers.set('Content-Type', 'application/json')
  for (const [name, value] of headers) response.headers.set(name, value)
  for (const line of setCookies) {
    response.headers.append('Set-Cookie', https ? `__Host-${line}; Secure` : line)
  }
  return response
}

const PREFIX = '__Host-'

/** On https our cookies have a prefix, of which the library knows nothing. */
function cookiesOf(request: Request, https: boolean): Record<string, string> {
  const cookies = Object.entries(parseCookie(request.headers.get('Cookie') ?? ''))
  return Object.fromEntries(
    cookies.flatMap(([name, value]) => {
      if (value === undefined) return []
      const isOurs = https && name.startsWith(PREFIX)
      return [[isOurs ? name.slice(PREFIX.length) : name, value]]
    }),
  )
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
