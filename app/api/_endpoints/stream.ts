import { createMeter } from '#lib/kernel/meter.ts'
import { toSeconds } from '#lib/kernel/clock.ts'
import type { Carried, StrategyDefinition } from '#lib/strategies/contract.ts'
import type { Runtime } from '#lib/workspace/runtime.ts'
import { problem } from '../_http/answer.ts'
import { noBody, underStrategy } from '../_http/endpoint.ts'
import { refusals } from './schemas.ts'

/** How often an open channel asks whether its session is still good. Milliseconds. */
const TICK = 1_000

interface Channel {
  runtime: Runtime
  workspaceId: string
  definition: StrategyDefinition
  carried: Carried
  signal: AbortSignal
}

const stream = underStrategy(
  {
    method: 'GET',
    path: '/api/strategies/{id}/stream',
    tag: 'Sessions',
    summary: 'A live channel: `tick` once a second while the session is good, then `ended`',
    body: noBody,
    success: { status: 200, type: 'text/event-stream' },
    problems: refusals,
  },
  async ({ strategy, ...call }) => {
    const verdict = await strategy.verify(call.carried)
    if (!verdict.ok) return problem(verdict.reason)
    const channel = { ...call, signal: call.request.signal }
    const response = new Response(ticks(channel), {
      headers: { 'Content-Type': 'text/event-stream; charset=utf-8', 'X-Accel-Buffering': 'no' },
    })
    return { status: 200, response }
  },
)

export const streamEndpoints = [stream]

function ticks(channel: Channel): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let timer: NodeJS.Timeout | undefined
  let open = true
  const stop = () => {
    open = false
    clearTimeout(timer)
  }
  return new ReadableStream({
    start(controller) {
      const close = () => {
        if (!open) return
        stop()
        controller.close()
      }
      const beat = async () => {
        const { event, data } = await look(channel)
        if (!open) return
        controller.enqueue(encoder.encode(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`))
        if (event === 'ended') close()
        else timer = setTimeout(() => void beat(), TICK)
      }
      channel.signal.addEventListener('abort', close, { once: true })
      void beat()
    },
    cancel: stop,
  })
}

/** Settings, time and session as they are now: nothing is remembered from the tick before. */
async function look({ runtime, workspaceId, definition, carried }: Channel) {
  const meter = createMeter()
  try {
    const workspace = await runtime.open(workspaceId)
    // A channel that only listens is not a use: it does not keep an idle session alive.
    const verdict = await workspace?.strategy(definition, meter).verify(carried, { passive: true })
    if (!workspace || !verdict) return { event: 'ended', data: { reason: 'not_found' } }
    return verdict.ok
      ? { event: 'tick', data: { now: toSeconds(workspace.clock.now()), ...meter } }
      : { event: 'ended', data: { reason: verdict.reason } }
  } catch {
    return { event: 'ended', data: { reason: 'store_unavailable' } }
  }
}
