import { call, type Result } from './call.ts'
import * as is from './shape.ts'

/** The thief's copy taken apart, and what the server keeps. Signatures and secrets never come. */

const part = is.object(
  { name: is.string, length: is.number, kind: is.oneOf(['jwt', 'sealed', 'opaque']) },
  { header: is.record(is.anything), claims: is.record(is.anything) },
)
export type CredentialPart = is.Shaped<typeof part>

const row = is.record(is.nullable(is.either(is.string, is.number)))
const kept = is.object({ table: is.string, rows: is.array(row) })
export const keptTables = is.array(kept)
export type KeptTable = is.Shaped<typeof kept>

const inspection = is.object({ copy: is.nullable(is.array(part)), server: keptTables })
export type Inspection = is.Shaped<typeof inspection>

export const inspect = (strategy: string): Promise<Result<Inspection>> =>
  call('GET', `/api/lab/inspect/${strategy}`, inspection)
