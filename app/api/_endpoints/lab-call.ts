import { z } from 'zod'
import { look } from '#lib/scenarios/knock.ts'
import type { Carried, StrategyDefinition } from '#lib/strategies/contract.ts'
import { carriedBy, transportFor } from '../_http/credentials.ts'
import type { WorkspaceCall } from '../_http/endpoint.ts'

/** What the endpoints of the lab's page have in common: what a browser carries, wherever it does. */

export const tag = 'Lab'
export const problems = ['store_unavailable'] as const

/** As much as a header could bring. */
const MAX_CREDENTIAL = 32 * 1024

export const carriedSchema = z
  .record(
    z.string().max(64),
    z.strictObject({
      access: z.string().max(MAX_CREDENTIAL).exactOptional(),
      refresh: z.string().max(MAX_CREDENTIAL).exactOptional(),
      cache: z.string().max(MAX_CREDENTIAL).exactOptional(),
    }),
  )
  .describe('In bearer transport: what the page holds under each strategy')
  .optional()

export type LabCall = WorkspaceCall<{ carried?: z.infer<typeof carriedSchema> }>

/** What this browser carries under a strategy; null where that is ambiguous. */
export function carriedUnder(
  { request, workspace, body }: LabCall,
  definition: StrategyDefinition,
): Carried | null {
  const transport = transportFor(request, definition, workspace.settings)
  return transport.kind === 'cookie'
    ? carriedBy(request, transport)
    : (body.carried?.[definition.id] ?? {})
}

const unread = {
  accepted: false,
  reason: 'credential_malformed',
  username: null,
  role: null,
  bytes: 0,
  reads: 0,
  writes: 0,
  micros: 0,
} as const

/** Who this browser is signed in as: a look, and no use of the session. */
export async function lookAtVictim(call: LabCall, definition: StrategyDefinition) {
  const carried = carriedUnder(call, definition)
  return carried ? look(call.workspace, definition, carried, { passive: true }) : unread
}

/** The rows that the server keeps under a strategy, by table; secrets are left out. */
export const keptSchema = z.array(
  z.object({
    table: z.string(),
    rows: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.null()]))),
  }),
)
