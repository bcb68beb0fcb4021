import { z } from 'zod'
import { ok, problem } from '../_http/answer.ts'
import { aboutProcess, noBody, open } from '../_http/endpoint.ts'
import { metricsText } from '../_http/metrics.ts'

const tag = 'Health'

const healthz = aboutProcess(
  {
    method: 'GET',
    path: '/healthz',
    tag,
    summary: 'The process lives',
    body: noBody,
    success: { status: 200, schema: z.object({ status: z.literal('ok') }) },
  },
  async () => ok({ status: 'ok' }),
)

const readyz = open(
  {
    method: 'GET',
    path: '/readyz',
    tag,
    summary: 'The stores can be read and written, and the keys open',
    body: noBody,
    success: {
      status: 200,
      schema: z.object({
        status: z.literal('ok'),
        /** What the operator has accepted against advice. */
        accepted: z.array(z.string()).optional(),
      }),
    },
    problems: ['store_unavailable'],
  },
  async ({ runtime }) => {
    const silent = await runtime.unavailable()
    const accepted = [...runtime.backend.accepted()]
    if (silent.length === 0) return ok({ status: 'ok', ...(accepted.length > 0 && { accepted }) })
    return problem('store_unavailable', { detail: `No answer from: ${silent.join(', ')}` })
  },
)

const metrics = aboutProcess(
  {
    method: 'GET',
    path: '/metrics',
    tag,
    summary: 'Counters and histograms in the text format of Prometheus',
    body: noBody,
    success: { status: 200, type: 'text/plain' },
  },
  async () => {
    const headers = { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8' }
    return { status: 200, response: new Response(await metricsText(), { headers }) }
  },
)

export const healthEndpoints = [healthz, readyz, metrics]
