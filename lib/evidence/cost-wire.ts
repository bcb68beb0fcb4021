import type { StrategyDefinition } from '../strategies/contract.ts'
import type { MeasuredCost } from './cost.ts'
import { weightOf } from './weights.ts'

/** What credentials weigh on their way. Bytes of their values alone. */

type Sized = Pick<MeasuredCost, 'presented' | 'refresh'>
type Definition = Pick<StrategyDefinition, 'id' | 'credentials' | 'renewed'>

/** Of what a check verifies, and a renewal hands out: the copy where there is one beside the id. */
export const tokenBytes = (
  { id, credentials }: Pick<Definition, 'id' | 'credentials'>,
  { presented }: Pick<Sized, 'presented'>,
): number =>
  credentials.includes('cache') ? presented - (weightOf(id)?.presented ?? 0) : presented

/** Is there a refresh token whose size is not known? */
export const refreshUnknown = (
  { credentials }: Pick<Definition, 'credentials'>,
  { refresh }: Pick<Sized, 'refresh'>,
): boolean => credentials.includes('refresh') && refresh === null

/** Of so many requests, renewals and sign-ins: what clients send with them, and what answers set. */
export function wireBytes(
  definition: Definition,
  measured: Sized,
  many: { requests: number; renewals: number; signIns: number },
): number {
  const { presented } = measured
  const refresh = measured.refresh ?? 0
  const renewed = tokenBytes(definition, measured)
  const refreshed = definition.renewed.includes('refresh') ? refresh : 0
  return (
    many.requests * presented +
    many.renewals * (presented + refresh + renewed + refreshed) +
    many.signIns * (presented + refresh)
  )
}
