import type { Promised } from '#lib/strategies/describe.ts'
import { eventNames, type EventName } from '#lib/strategies/events.ts'
import * as is from '#app/_data/shape.ts'

/** The cells of the matrix, as `/api/matrix` tells them. */

const promised: is.Shape<Promised> = is.either(
  is.object({ stops: is.oneOf(['at-once', 'never', 'not-by-this']) }),
  is.object({ stops: is.oneOf(['within', 'at-expiry']), seconds: is.number }),
)

/** What is told of a cell in the matrix and beside its run alike. */
export const told = {
  strategy: is.string,
  event: is.oneOf(eventNames),
  promise: promised,
  /** Seconds since the event; null where it never was, up to the horizon. */
  lastAccepted: is.nullable(is.number),
  firstRefused: is.nullable(is.number),
  /** When the copy that is never renewed was last accepted, as exact as the knocks are close. */
  keptUntil: is.nullable(is.number),
  horizon: is.number,
  collateral: is.oneOf(['none', 'other-devices', 'everyone']),
  broken: is.array(is.string),
}

export const cellSchema = is.object({ ...told, knocks: is.number })
export type Cell = is.Shaped<typeof cellSchema>

/** What a cell is called where it is one of many: in the address, in a list. */
export const cellKey = (strategy: string, event: EventName): string => `${strategy}/${event}`

/** The lifetimes that are measured under: a preset's, or those of the visitor's workspace. */
export const WORKSPACE = 'workspace'

export const matrixPath = (source: string): string => `/api/matrix${query(source)}`

/** What an address needs to be about these lifetimes. */
export const query = (source: string): string =>
  source === WORKSPACE ? '' : `?preset=${encodeURIComponent(source)}`
