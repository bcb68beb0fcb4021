import { z } from 'zod'
import type { Carried, StrategyDefinition } from '#lib/strategies/contract.ts'
import { carriedBy, transportFor } from '../_http/credentials.ts'
import type { WorkspaceCall } from '../_http/endpoint.ts'

/** What the endpoints of the lab's page have in common: what a browser carries, wherever it does. */

export const tag = 'Lab'
export const problems = ['store_unavailable'] as const

export const carriedSchema = z
  .record(
    z.string().max(64),
    z.strictObject({
      access: z.string().max(8192).exactOptional(),
      refresh: z.string().max(8192).exactOptional(),
      cache: z.string().max(8192).exactOptional(),
    }),
  )
  .describe('In bearer transport: what the page holds under each strategy')
  .optional()

export type LabCall = WorkspaceCall<{ carried?: z.infer<typeof carriedSchema> }>

export function carriedUnder(
  { request, workspace, body }: LabCall,
  definition: StrategyDefinition,
): Carried {
  const transport = transportFor(request, definition, workspace.settings)
  return transport.kind === 'cookie'
    ? carriedBy(request, transport)
    : (body.carried?.[definition.id] ?? {})
}
