import { createMeter } from '#lib/kernel/meter.ts'
import { toSeconds } from '#lib/kernel/clock.ts'
import type { Carried, StrategyDefinition } from '#lib/strategies/contract.ts'
import { CHANNELS_PER_WORKSPACE } from '#lib/workspace/live-socket.ts'
import type { Runtime } from '#lib/workspace/runtime.ts'
import type { Workspace } from '#lib/workspace/workspace.ts'
import { problem } from '../_http/answer.ts'
import { noBody, underStrategy } from '../_http/endpoint.ts'
import { refusals } from './schemas.ts'

/** How often an open channel asks whether its session is still good. Milliseconds. */
const TICK = 1_000

interface Channel {
  runtime: Runtime
  workspace: Workspace
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
    problems: [...refusals, 'rate_limited'],
  },
  async ({ strategy, ...call }) => {
    const verdict = await strategy.verify(call.carried)
    if (!verdict.ok) return problem(verdict.reason)
    if (openIn(call) >= CHANNELS_PER_WORKSPACE) {
      const detail = 'As many streams are open here as one workspace may have'
      return problem('rate_limited', { detail, retryAfter: 5 })
    }
    const channel = { ...call, signal: call.request.signal }
    const response = new Response(ticks(channel), {
      headers: { 'Content-Type': 'text/event-stream; charset=utf-8', 'X-Accel-Buffering': 'no' },
    })
    return { status: 200, response }
  },
)

export const streamEndpoints = [stream]

/** How many are open, by workspace: of one process, as sockets are counted. */
const open = new WeakMap<Runtime, Map<string, number>>()

const openIn = ({ runtime, workspace }: Pick<Channel, 'runtime' | 'workspace'>): number =>
  open.get(runtime)?.get(workspace.key) ?? 0

function countOpen({ runtime, workspace }: Channel, by: 1 | -1): void {
  const counts = open.get(runtime) ?? new Map<string, number>()
  const now = (counts.get(workspace.key) ?? 0) + by
  if (now === 0) counts.delete(workspace.key)
  else counts.set(workspace.key, now)
  open.set(runtime, counts)
}

function ticks(channel: Channel): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let timer: NodeJS.Timeout | undefined
  let isOpen = true
  countOpen(channel, 1)
  const stop = () => {
    if (!isOpen) return
    isOpen = false
    countOpen(channel, -1)
    clearTimeout(timer)
  }
  return new ReadableStream({
    start(controller) {
      const close = () => {
        if (!isOpen) return
        stop()
        controller.close()
      }
      const beat = async () => {
        const { event, data } = await look(channel)
        if (!isOpen) return
        controller.enqueue(encoder.encode(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`))
        if (event === 'ended') close()
        else timer = setTimeout(() => void beat(), TICK)
      }
      // Who has gone already is told of by no event.
      if (channel.signal.aborted) return close()
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
