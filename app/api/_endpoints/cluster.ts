import { z } from 'zod'
import { controlledNodes, lineChange } from '#lib/cluster-control.ts'
import { controlUrl } from '#app/_cluster/control.ts'
import { ok, problem, type Answer } from '../_http/answer.ts'
import { noBody, open } from '../_http/endpoint.ts'

const tag = 'Cluster demo'
const problems = ['not_found'] as const
const success = { status: 200, schema: z.object({ nodes: controlledNodes }) }

const list = open(
  {
    method: 'GET',
    path: '/api/cluster',
    tag,
    summary:
      'In `npm run cluster` alone: its nodes, whether each is ready, and what was done to its line to Redis',
    body: noBody,
    success,
    problems,
  },
  async () => ask('/'),
)

const change = open(
  {
    method: 'POST',
    path: '/api/cluster/{node}',
    tag,
    summary:
      'In `npm run cluster` alone: holds back the feed of a node, cuts it off from Redis, or mends its line',
    body: lineChange,
    success,
    problems,
  },
  async ({ params, body }) => ask(`/${encodeURIComponent(params['node'] ?? '')}`, body),
)

/** What the demo answers; there is nothing where there is no demo. */
async function ask(path: string, order?: unknown): Promise<Answer> {
  const base = controlUrl()
  if (base === null) return problem('not_found')
  const answer = await fetch(new URL(path, base), {
    method: order === undefined ? 'GET' : 'POST',
    cache: 'no-store',
    ...(order !== undefined && { body: JSON.stringify(order) }),
  })
  if (!answer.ok) return problem('not_found')
  return ok({ nodes: controlledNodes.parse(await answer.json()) })
}

export const clusterEndpoints = [list, change]
