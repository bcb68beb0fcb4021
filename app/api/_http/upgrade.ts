import type { SocketOpening } from '#lib/workspace/live-socket.ts'
import { processRuntime } from '#lib/workspace/process-runtime.ts'
import type { Runtime } from '#lib/workspace/runtime.ts'
import { socket } from '../_endpoints/socket.ts'
import { problem, toResponse, type Answer } from './answer.ts'
import { failure } from './failure.ts'
import { countRequest } from './metrics.ts'

const PATH = new RegExp(`^${socket.path.replace('{id}', '([^/]+)')}/?$`)

/**
 * Answers a request to speak WebSocket: with what to open, or with the response that refuses it. It is
 * the listener's own way in, since Next hands no upgrade on to a route. What it shares with the routes
 * hangs on `globalThis`, as between any two of Next's bundles.
 */
export async function handshake(
  request: Request,
  address: string,
  runtime: () => Promise<Runtime> = processRuntime,
): Promise<SocketOpening | Response> {
  const started = performance.now()
  const answer = await answerTo(request, address, runtime)
  const opening = 'problem' in answer ? undefined : answer.opening
  const response = opening ?? toResponse(answer)
  const status = response instanceof Response ? response.status : 101
  countRequest(request.method, socket.path, status, performance.now() - started)
  return response
}

async function answerTo(
  request: Request,
  address: string,
  runtime: () => Promise<Runtime>,
): Promise<Answer> {
  const id = PATH.exec(new URL(request.url).pathname)?.[1]
  if (id === undefined) return problem('not_found', { detail: 'There is no WebSocket here' })
  const params = { id: decodeURIComponent(id) }
  try {
    return await socket.run({ runtime, request, params, address, isUpgrade: true })
  } catch (error) {
    return failure(error)
  }
}
