import * as z from 'zod/mini'
import { call, type Result } from './call.ts'

/** The thief's copy taken apart, and what the server keeps. Signatures and secrets never come. */

const part = z.object({
  name: z.string(),
  length: z.number(),
  kind: z.enum(['jwt', 'sealed', 'opaque']),
  header: z.optional(z.record(z.string(), z.unknown())),
  claims: z.optional(z.record(z.string(), z.unknown())),
})
export type CredentialPart = z.infer<typeof part>

const row = z.record(z.string(), z.union([z.string(), z.number(), z.null()]))
const kept = z.object({ table: z.string(), rows: z.array(row) })
export type KeptTable = z.infer<typeof kept>

const inspection = z.object({ copy: z.nullable(z.array(part)), server: z.array(kept) })
export type Inspection = z.infer<typeof inspection>

export const inspect = (strategy: string): Promise<Result<Inspection>> =>
  call('GET', `/api/lab/inspect/${strategy}`, inspection)
