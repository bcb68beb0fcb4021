import { z } from 'zod'
import { anatomyOf } from '#lib/tokens/anatomy.ts'
import { ok, problem } from '../_http/answer.ts'
import { inWorkspace, noBody } from '../_http/endpoint.ts'
import { keptSchema } from './lab-call.ts'

const inspect = inWorkspace(
  {
    method: 'GET',
    path: '/api/lab/inspect/{strategy}',
    tag: 'Lab',
    summary: "The thief's copy taken apart, and what the server keeps, under one strategy",
    body: noBody,
    success: {
      status: 200,
      schema: z.object({
        copy: z
          .array(
            z.object({
              name: z.string(),
              length: z.int(),
              kind: z.enum(['jwt', 'sealed', 'opaque']),
              header: z.record(z.string(), z.unknown()).optional(),
              claims: z.record(z.string(), z.unknown()).optional(),
            }),
          )
          .nullable()
          .describe('Null while the thief has copied nothing. Signatures and secrets are left out'),
        server: keptSchema,
      }),
    },
    problems: ['store_unavailable'],
  },
  async ({ workspace, params }) => {
    const definition = workspace.strategies.find(({ id }) => id === params['strategy'])
    if (!definition) return problem('not_found', { detail: 'There is no such strategy' })
    const copies = await workspace.thiefCopies().all()
    const copy = copies.get(definition.id)
    const parts = Object.entries(copy?.renewed ?? copy?.carried ?? {}).map(([name, value]) => ({
      name,
      length: value.length,
      ...anatomyOf(value),
    }))
    return ok({ copy: copy ? parts : null, server: await workspace.inspect(definition) })
  },
)

export const inspectEndpoints = [inspect]
