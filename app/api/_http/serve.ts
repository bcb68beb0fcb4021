import { currentConnection, type SendWhole } from '#lib/kernel/connection.ts'
import { processRuntime } from '#lib/workspace/process-runtime.ts'
import type { Runtime } from '#lib/workspace/runtime.ts'
import { endpoints } from '../_endpoints/all.ts'
import { problem, toResponse, type Answer } from './answer.ts'
import { connectionAddress, pathAsked } from './connection.ts'
import type { Endpoint } from './endpoint.ts'
import { failure } from './failure.ts'
import { countRequest } from './metrics.ts'

/** What every route of the API exports. */
const handle = (request: Request): Promise<Response> =>
  serve(request, processRuntime, currentConnection()?.sendWhole)
export {
  handle as DELETE,
  handle as GET,
  handle as HEAD,
  handle as OPTIONS,
  handle as PATCH,
  handle as POST,
  handle as PUT,
}

/**
 * Answers any request to the API: the one way in, so that every answer has the contract's form.
 * `runtime` is called where a call needs it: whether the process lives can be asked without. A body
 * that `sendWhole` takes is not in the response.
 */
export async function serve(
  request: Request,
  runtime: () => Promise<Runtime>,
  sendWhole?: SendWhole,
): Promise<Response> {
  const started = performance.now()
  const found = route(request.method, pathAsked(request))
  const answer = await answerTo(request, found, runtime)
  const response = toResponse(answer, sendWhole)
  const took = performance.now() - started
  countRequest(request.method, found.endpoint?.path ?? 'none', response.status, took)
  if (request.method !== 'HEAD') return response
  // Nobody reads the body: a stream that were left open would look at its session for ever.
  await response.body?.cancel()
  return new Response(null, response)
}

async function answerTo(
  request: Request,
  found: Found,
  runtime: () => Promise<Runtime>,
): Promise<Answer> {
  const { endpoint, params, allow } = found
  if (!endpoint) {
    if (allow.length === 0) return problem('not_found')
    const headers = { Allow: allow.join(', ') }
    return request.method === 'OPTIONS'
      ? { status: 204, headers }
      : problem('method_not_allowed', { headers })
  }
  try {
    return await endpoint.run({ runtime, request, params, address: connectionAddress() })
  } catch (error) {
    return failure(error)
  }
}

interface Found {
  endpoint?: Endpoint
  params: Record<string, string>
  /** The methods that the path has; empty where there is no such path. */
  allow: string[]
}

/** A part of a pattern: a text, or the name of what varies. */
type Part = string | { name: string }

const partsOf = (path: string): Part[] =>
  path.split('/').map((part) => {
    const name = /^\{(\w+)\}$/.exec(part)?.[1]
    return name === undefined ? part : { name }
  })

/** By how many parts they have: every request is compared with those of its own length alone. */
const routes = Map.groupBy(
  endpoints.map((endpoint) => ({ endpoint, parts: partsOf(endpoint.path) })),
  ({ parts }) => parts.length,
)

function route(method: string, pathname: string): Found {
  const plain = pathname.replace(/\/$/, '').split('/')
  const parts = pathname.includes('%') ? plain.map(decode) : plain
  const matching = (routes.get(parts.length) ?? []).flatMap(({ endpoint, parts: pattern }) => {
    const params = match(pattern, parts)
    return params ? [{ endpoint, params }] : []
  })
  const wanted = method === 'HEAD' ? 'GET' : method
  const hit = matching.find(({ endpoint }) => endpoint.method === wanted)
  const allow = matching.flatMap(({ endpoint: { method: own } }) =>
    own === 'GET' ? [own, 'HEAD'] : [own],
  )
  return { params: {}, ...hit, allow }
}

/** The parts that vary, by name; null where the path is another. */
function match(pattern: Part[], parts: (string | null)[]): Record<string, string> | null {
  const params: Record<string, string> = {}
  for (const [index, expected] of pattern.entries()) {
    const part = parts[index] ?? null
    if (part === null) return null
    if (typeof expected === 'object') params[expected.name] = part
    else if (part !== expected) return null
  }
  return params
}

/** Null for what is no valid percent-encoding. */
function decode(part: string): string | null {
  try {
    return decodeURIComponent(part)
  } catch {
    return null
  }
}
