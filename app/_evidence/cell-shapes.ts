import type { CellSummary } from '#lib/evidence/model.ts'
import { collaterals } from '#lib/evidence/names.ts'
import type { Promised } from '#lib/strategies/describe.ts'
import { eventNames } from '#lib/strategies/events.ts'
import * as is from '#app/_data/shape.ts'

/**
 * The model of a cell as a page checks it. Its zod is for the server alone; each shape here is held
 * to the type that is made from that zod, so that one that says more, less or otherwise is an error.
 */

const promised = is.like<Promised>()(
  is.either(
    is.object({ stops: is.oneOf(['at-once', 'never', 'not-by-this']) }),
    is.object({ stops: is.oneOf(['within', 'at-expiry']), seconds: is.number }),
  ),
)

export const cellFields = {
  strategy: is.string,
  event: is.oneOf(eventNames),
  promise: promised,
  lastAccepted: is.nullable(is.number),
  firstRefused: is.nullable(is.number),
  keptUntil: is.nullable(is.number),
  horizon: is.number,
  collateral: is.oneOf(collaterals),
  broken: is.array(is.string),
}
export const cellShape = is.like<CellSummary>()(is.object({ ...cellFields, knocks: is.number }))
